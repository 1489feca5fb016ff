"""A story's memory: what was done to it, and what readers saw of it at any instant."""

import datetime
from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import workflow
from articles.admin.exports import export
from articles.admin.facts import facts
from articles.admin.instants import InstantField, zone_lazy
from articles.admin.numbers import whole_number
from articles.admin.pages import DeskPages
from articles.admin.reading import reading_of_edition
from articles.admin.records import may_export, may_see_whence
from articles.admin.verbs import DEEDS
from articles.models import Article, Edition, Record, Withdrawal

A_PAGE = 50
A_TIMELINE = 50


class Instant(forms.Form):
    at = InstantField(
        label=format_lazy(gettext_lazy("What readers saw at ({zone} time)"), zone=zone_lazy),
        error_messages={"required": gettext_lazy("Choose a day and an hour.")},
    )


class History(DeskPages):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/seen/", view(self.seen_view), name="articles_article_seen"),
            path(
                "<int:pk>/history/export/<slug:form>/",
                view(self.history_export_view),
                name="articles_article_history_export",
            ),
            *super().get_urls(),
        ]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What was done to a story, by whom and when, newest first; `?before=` goes on from a record."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        article: Article | None = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        before = whole_number(request.GET.get("before"))
        records = article.records.filter(**({"pk__lt": before} if before else {}))
        found = list(records[: A_PAGE + 1])
        return self.page(
            request,
            "desk/history.html",
            _("History: %s") % article,
            article=article,
            lines=_lines(article, found[:A_PAGE]),
            older=found[A_PAGE - 1].pk if len(found) > A_PAGE else None,
            is_first=before is None,
            shows_whence=may_see_whence(request),
            exports=may_export(request)
            and [
                (form.upper(), reverse("admin:articles_article_history_export", args=[article.pk, form]))
                for form in ("csv", "json")
            ],
            instant=Instant(label_suffix=""),
            timeline=timeline(article),
        )

    def history_export_view(self, request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
        """The whole history of a story in a file."""
        article = self.story_or_404(request, pk)
        if not may_export(request):
            raise PermissionDenied
        return export(article.records.all(), form, f"story-{article.pk}", with_whence=may_see_whence(request))

    def seen_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What readers saw of a story at an instant: of `?at=`, or when the edition of `?edition=` began."""
        article = self.story_or_404(request, pk)
        form, at, was_called_off = Instant(request.GET or None, label_suffix=""), None, False
        if number := whole_number(request.GET.get("edition")):
            chosen = get_object_or_404(article.editions, pk=number)
            form = Instant(initial={"at": chosen.live_from}, label_suffix="")
            was_called_off = chosen.live_until == chosen.live_from
            at = None if was_called_off else chosen.live_from
        elif form.is_valid():
            at = form.cleaned_data["at"]
        edition = article.editions.live(at).select_related("section", "series").first() if at else None
        return self.page(
            request,
            "desk/seen.html",
            _("What readers saw"),
            article=article,
            instant=form,
            at=at,
            was_called_off=was_called_off,
            is_to_come=at is not None and at > workflow.now(),
            edition=edition,
            reading=reading_of_edition(edition) if edition else None,
            corrections=_standing(article, at) if at and edition else [],
            absence=absence(article, at) if at and not edition else None,
            timeline=timeline(article),
        )


def _lines(article: Article, records: list[Record]) -> list[dict[str, Any]]:
    """Records as the page shows them; what was saved with the number of the revision before it. Two queries."""
    moved = [record.detail["revision_id"] for record in records if "revision_id" in record.detail]
    # What a sitting went on writing into has another number than when the record was written.
    now = dict(article.revisions.filter(pk__in=moved).values_list("pk", "number")) if moved else {}
    number_of = {each.pk: now.get(each.detail.get("revision_id"), each.detail.get("revision")) for each in records}
    saved = [number for number in number_of.values() if isinstance(number, int)]
    numbers = article.revisions.filter(number__lte=max(saved, default=0)).order_by("-number")
    kept = list(numbers.values_list("number", flat=True)[: 2 * A_PAGE])
    earlier = dict(zip(kept, [*kept[1:], None], strict=False))
    return [
        {
            "record": record,
            "deed": DEEDS.get(record.verb, record.verb),
            "facts": facts(record, in_history=True),
            "revision": number_of[record.pk],
            "earlier": earlier.get(number_of[record.pk]),
            "edition": record.detail.get("edition"),
        }
        for record in records
    ]


def timeline(article: Article) -> list[dict[str, Any]]:
    """The latest editions of a story, newest first, each with what is, was or will be of it. One query."""
    instant = workflow.now()
    editions = article.editions.select_related("released_by").only("live_from", "live_until", "headline", "released_by")
    return [{"edition": edition, "state": _state(edition, instant)} for edition in editions[:A_TIMELINE]]


def _state(edition: Edition, instant: datetime.datetime) -> str:
    if edition.live_until == edition.live_from:
        return "called-off"
    if edition.live_from > instant:
        return "coming"
    return "past" if edition.live_until is not None and edition.live_until <= instant else "live"


def _standing(article: Article, at: datetime.datetime) -> list[Any]:
    """The corrections that stood at an instant: made by then, and not yet replaced."""
    made = article.corrections.filter(at__lte=at).select_related("made_by")
    return list(made.exclude(superseded_by__at__lte=at))


def absence(article: Article, at: datetime.datetime) -> dict[str, Any]:
    """Why readers saw nothing at an instant, and the withdrawal that was to blame, if one was."""
    last = article.editions.seen(at).order_by("live_from").last()
    withdrawals = article.withdrawals.filter(at__lte=at)
    if last is not None:
        withdrawals = withdrawals.filter(at__gte=last.live_from)
    withdrawal = withdrawals.first()
    return {"why": _why_nothing(article, at, last, withdrawal), "withdrawal": withdrawal}


def _why_nothing(article: Article, at: datetime.datetime, last: Edition | None, withdrawal: Withdrawal | None) -> str:
    match withdrawal and withdrawal.kind:
        case Withdrawal.Kind.UNPUBLISH:
            return _("Readers saw nothing: the story had been unpublished.")
        case Withdrawal.Kind.TAKE_DOWN:
            return _("Readers saw nothing: the story had been taken down.")
        case Withdrawal.Kind.KILL:
            return _("Readers saw nothing: the story had been killed.")
    if last is not None:
        return _("Readers saw nothing: the story had come to the end that was set for it.")
    if article.editions.settled().filter(live_from__gt=at).exists():
        return _("Readers saw nothing: the story had not been published yet.")
    return _("Readers saw nothing: the story has never been published.")
