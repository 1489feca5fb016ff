"""The desk's overview: the board of open stories by stage, and the list of what is due."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, TextField, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from articles import body, languages
from articles.admin.pages import DeskPages
from articles.admin.pills import Pill, pills, with_standing
from articles.models import Article, Priority, Section, Stage
from articles.numerals import in_figures
from articles.planning import by_due_time, on_board, open_stories
from articles.rights import Holder

A_COLUMN = 30
A_DUE_LIST = 200
# A sieve's words, as the list of stories knows them.
LIST_WORDS = {"section": "section__id__exact", "language": "language", "desk": "desk", "assigned": "assigned"}


class Sieve(forms.Form):
    """Which of the open stories to look at. A word that it does not know lets everything through."""

    desk = forms.BooleanField(label=_("My desk"), required=False)
    assigned = forms.BooleanField(label=_("Assigned to me"), required=False)
    section = forms.ChoiceField(label=_("Section"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET, label_suffix="")
        self.holder: Any = request.user
        sections = list(_with_whose_desk(self.holder))
        self.own_desk = [section.pk for section, is_own in sections if is_own]
        if not self.own_desk:
            del self.fields["desk"]
        self._choose_from("section", [(str(section.pk), str(section)) for section, _is_own in sections])
        self._choose_from("language", [(code, languages.own_name(code)) for code in languages.codes()])
        self.is_valid()

    def _choose_from(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *choices]

    @property
    def chosen(self) -> dict[str, str]:
        """As in an address: only what lets less through than everything."""
        return {name: "me" if value is True else value for name, value in self.cleaned_data.items() if value}

    def let_through(self, stories: QuerySet[Article]) -> QuerySet[Article]:
        chosen = self.chosen
        if "desk" in chosen:
            stories = stories.filter(section__in=self.own_desk)
        if "assigned" in chosen:
            stories = stories.filter(assignee=self.holder.pk)
        if "section" in chosen:
            stories = stories.filter(section=int(chosen["section"]))
        if "language" in chosen:
            stories = stories.filter(language=chosen["language"])
        return stories

    def in_list(self, **more: str) -> str:
        """The same stories in the list, where all of them are."""
        words = {LIST_WORDS[name]: value for name, value in self.chosen.items()}
        return f"{reverse('admin:articles_article_changelist')}?{urlencode({'work': 'open', **words, **more})}"


class Overview(DeskPages):
    """The pages that show the desk its open stories."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("board/", view(self.board_view), name="articles_article_board"),
            path("due/", view(self.due_view), name="articles_article_due"),
            *super().get_urls(),
        ]

    def board_view(self, request: HttpRequest) -> HttpResponse:
        """All open stories, a column a stage; of a long column its beginning, with the way to the rest."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        sieve = Sieve(request)
        stories = sieve.let_through(open_stories(request.user))
        counts = dict(stories.order_by().values_list("stage").annotate(Count("pk")))
        columns = [
            {
                "stage": stage,
                "count": counts.get(stage, 0),
                "cards": cards(on_board(stories.filter(stage=stage))[:A_COLUMN]),
                "all": sieve.in_list(stage__exact=stage.value),
            }
            for stage in Stage
        ]
        return self.page(request, "desk/board.html", _("Board"), sieve=sieve, columns=columns)

    def due_view(self, request: HttpRequest) -> HttpResponse:
        """Open stories that have a time, soonest first, by how soon that is."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        sieve = Sieve(request)
        stories = by_due_time(sieve.let_through(open_stories(request.user)))
        found = cards(stories[: A_DUE_LIST + 1], with_stage=True)
        return self.page(
            request,
            "desk/due.html",
            _("Due"),
            sieve=sieve,
            groups=by_nearness(found[:A_DUE_LIST]),
            # The list by its column of due times.
            rest=sieve.in_list(o="5") if len(found) > A_DUE_LIST else None,
        )


def cards(stories: QuerySet[Article], *, with_stage: bool = False) -> list[dict[str, Any]]:
    """What a card shows of each story, in one query; the body comes only where its length was planned."""
    measured = Case(When(planned_length__isnull=False, then=F("body")), default=Value(""), output_field=TextField())
    found = with_standing(stories).annotate(measured=measured).defer("body")
    return [
        {
            "article": article,
            "pills": pills(article) + ([Pill(article.stage, article.get_stage_display())] if with_stage else []),
            "late_by": in_figures(timesince(article.due_at, depth=1)) if article.due_at and article.is_late else None,
            "writer": article.assignee or article.created_by,
            "presses": article.priority != Priority.NORMAL,
            "words": len(body.plain_text(article.measured).split()),
        }
        for article in found.select_related("section", "assignee", "created_by")
    ]


def by_nearness(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Cards in groups: late, the rest of today, tomorrow, later. The days are those of the desk's zone."""
    today = timezone.localdate()
    tomorrow = today + datetime.timedelta(days=1)
    groups: dict[str, Any] = {
        "late": {"name": _("Late"), "cards": []},
        "today": {"name": _("Today"), "cards": []},
        "tomorrow": {"name": _("Tomorrow"), "cards": []},
        "later": {"name": _("Later"), "cards": []},
    }
    for card in found:
        article = card["article"]
        day = timezone.localdate(article.due_at)
        when = "late" if article.is_late else "today" if day <= today else "tomorrow" if day == tomorrow else "later"
        groups[when]["cards"].append(card)
    return [{"when": when, **group} for when, group in groups.items() if group["cards"]]


def _with_whose_desk(holder: Holder) -> list[tuple[Section, bool]]:
    """The sections, each with whether this person is named as one of its editors."""
    named = Section.editors.through.objects.filter(section=OuterRef("pk"), user=holder.pk)
    return [(section, section.is_own) for section in Section.objects.annotate(is_own=Exists(named))]
