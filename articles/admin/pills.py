"""Where a story stands, in a few words each: beside its headline in every list of the desk."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.dates import written
from articles.models import Article, Edition, SignOff

UNSETTLED = [SignOff.Verdict.ASKED, SignOff.Verdict.REFUSED]


class Pill(NamedTuple):
    tone: str
    words: str | SafeString


def with_standing(stories: QuerySet[Article]) -> QuerySet[Article]:
    """With all that `pills` tells of a story, asked for in the same query."""
    editions = Edition.objects.filter(article=OuterRef("pk"))
    coming = editions.pending().order_by("live_from").values("live_from")[:1]
    looks = SignOff.objects.filter(article=OuterRef("pk"), verdict__in=UNSETTLED).order_by("kind")
    return stories.annotate(
        is_live=Exists(editions.live()),
        goes_live=Subquery(coming, output_field=DateTimeField()),
        looks=ArraySubquery(looks.values(look=JSONObject(kind="kind", verdict="verdict"))),
    )


def pills(article: Article) -> list[Pill]:
    """Of a story `with_standing`: what readers see of it, what is going to happen, what it waits for."""
    return list(_pills(article))


def as_html(shown: list[Pill]) -> SafeString:
    return format_html_join(" ", '<span class="pill pill-{}">{}</span>', shown)


def _pills(article: Article) -> Iterator[Pill]:
    if article.withdrawn:
        yield Pill("withdrawn", article.get_withdrawn_display())
    if getattr(article, "is_live", False):
        yield Pill("live", _("Live, changed since") if article.is_open else _("Live"))
    if goes_live := getattr(article, "goes_live", None):
        yield Pill("scheduled", format_html("{} <bdi>{}</bdi>", _("Scheduled"), short(goes_live)))
    if article.embargo_open:
        yield Pill("embargo", _("Embargo"))
    elif article.embargo_until is not None and article.embargo_until > timezone.now():
        yield Pill("embargo", format_html("{} <bdi>{}</bdi>", _("Embargo until"), short(article.embargo_until)))
    for look in getattr(article, "looks", []):
        yield _of_look(look)


def _of_look(look: dict[str, Any]) -> Pill:
    kind = SignOff.Kind(look["kind"]).label
    if look["verdict"] == SignOff.Verdict.REFUSED:
        return Pill("refused", _("Sign-off refused: %s") % kind)
    return Pill("asked", _("Sign-off asked for: %s") % kind)


def short(instant: datetime.datetime) -> str:
    """Day and hour in the desk's zone, which the page names."""
    return written(instant, _("j M, H:i"))
