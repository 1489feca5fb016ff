"""A front as its screen at the desk shows it: the draft, and what every story on it is and will be."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles import languages, renditions, rights
from articles.models import Article, Edition, Section, Tag
from articles.moment import Moment
from newsroom.fronts.by_rule import by_rule
from newsroom.fronts.composing import composed
from newsroom.fronts.layout import Invalid, Kind, Layout, read
from newsroom.fronts.models import Front

A_CHOICE = 20
THUMBNAIL = 320


def draft_of(front: Front, moment: Moment) -> Layout:
    """The draft; where it is none any more, the front by rule."""
    try:
        return read(front.draft)
    except Invalid:
        return by_rule(front.section, moment.sections)


def state(front: Front, holder: Any) -> dict[str, Any]:
    """What the screen shows, and shows anew after each save:

    {"version", "layout", "stories": {id: story}, "brought": [[id of each card that a rule brings now]] a block,
    "tags": {id: name}, "differs": whether readers see something else, "touched": who and when}.
    """
    moment = Moment.present()
    layout = draft_of(front, moment)
    now = composed(layout, front.language, moment)
    live = front.editions.live(moment.at).first()
    brought = [[card.article_id for card in block.cards if not card.by_hand] for block in now.blocks]  # type: ignore[attr-defined]
    ids = {*layout.named, *(pk for block in brought for pk in block)}
    readers_see = live.layout if live else by_rule(front.section, moment.sections).as_data()
    return {
        "version": front.version,
        "layout": layout.as_data(),
        "stories": {str(story["id"]): story for story in stories_of(ids, moment, holder)},
        "brought": brought,
        "tags": {str(tag.pk): tag.name for tag in Tag.objects.filter(pk__in=layout.ids_of(Kind.TAG))},
        "differs": layout.as_data() != readers_see,
    }


def stories_of(ids: Iterable[int], moment: Moment, holder: Any) -> list[dict[str, Any]]:
    """These stories, in the order of their ids' list: as readers see them at an instant, are going to, or neither."""
    ids = list(ids)
    articles = {a.pk: a for a in rights.readable(holder, Article.objects.filter(pk__in=ids).defer("body"))}
    editions = Edition.objects.filter(article__in=ids).for_lists()
    pending = {e.article_id: e for e in editions.pending(moment.at).order_by("-live_from")}
    live = {e.article_id: e for e in editions.live(moment.at)}
    return [_as_found(pk, articles.get(pk), live.get(pk), pending.get(pk)) for pk in ids]


def found(front: Front, typed: str, holder: Any) -> list[dict[str, Any]]:
    """Stories in the front's language with these words: what is to come, then what is live, newest first, then the
    desk's other work."""
    moment = Moment.present()
    editions = _with_words(Edition.objects.filter(language=front.language), typed)
    coming = editions.pending(moment.at).order_by("live_from").values_list("article", flat=True)
    live = editions.live(moment.at).order_by("-published_at", "-article_id").values_list("article", flat=True)
    open_ones = rights.readable(holder, Article.objects.filter(language=front.language, is_open=True, editions=None))
    work = _with_words(open_ones, typed).exclude(headline="").order_by("-touched_at").values_list("pk", flat=True)
    ids = dict.fromkeys([*coming[: A_CHOICE // 2], *live[:A_CHOICE], *work[: A_CHOICE // 4]])
    return [story for story in stories_of(ids, moment, holder) if story["headline"]]


def coming_stories(language: str) -> QuerySet[Edition]:
    """What a front can go live together with: the stories that are scheduled, each by its next edition."""
    pending = Edition.objects.pending().filter(language=language)
    return pending.order_by("article_id", "live_from").distinct("article_id").only("article", "headline", "live_from")


def tags_with(typed: str) -> list[dict[str, Any]]:
    return [{"id": tag.pk, "name": tag.name} for tag in Tag.objects.filter(name__icontains=typed)[:A_CHOICE]]


def sections(language: str) -> list[dict[str, Any]]:
    return [{"id": section.pk, "name": section.name_in(language)} for section in Section.objects.all()]


def _with_words(rows: Any, typed: str) -> Any:
    for word in typed.split()[:8]:
        rows = rows.filter(Q(headline__icontains=word) | Q(kicker__icontains=word))
    return rows


def _as_found(pk: int, article: Article | None, live: Edition | None, pending: Edition | None) -> dict[str, Any]:
    shown: Any = live or pending or article
    if article is None or shown is None:
        return {"id": pk, "headline": "", "state": "gone", "says": _("This story is not there any more.")}
    picture = (live or pending).picture if live or pending else None  # type: ignore[union-attr]
    return {
        "id": pk,
        "kicker": shown.kicker,
        "headline": shown.headline,
        "standfirst": shown.standfirst,
        "language": article.language,
        "dir": languages.direction(article.language),
        "picture": _thumbnail(picture) if picture else "",
        "state": "live" if live else "scheduled" if pending else "none",
        "says": _says(live, pending),
    }


def _says(live: Edition | None, pending: Edition | None) -> str:
    if live:
        return _("Live, %s") % _short(live.published_at)
    return _("From %s") % _short(pending.live_from) if pending else _("Not scheduled")


def _short(instant: datetime.datetime) -> str:
    return date_format(localtime(instant), _("j M, H:i"))


def _thumbnail(use: dict[str, Any]) -> str:
    widths = renditions.widths_for(use["width"])
    return renditions.address(use["digest"], next((w for w in widths if w >= THUMBNAIL), widths[-1]), "jpg")
