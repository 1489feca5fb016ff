"""The merge screen: what two people made of one story, side by side with what they began from."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import workflow
from articles.admin.compare import shown_among
from articles.admin.numbers import whole_number
from articles.admin.pages import DeskPages
from articles.comparison import FieldChange, compare, unchanged
from articles.models import Article, Sitting
from articles.writing import sittings
from articles.writing.blocks import Block
from articles.writing.copies import copy_of
from articles.writing.merge import BOTH, MINE, THEIRS, TOGETHER, FieldClash, Merge, Piece

ANSWERS: dict[str, Promise] = {
    MINE: gettext_lazy("Mine"),
    THEIRS: gettext_lazy("The other"),
    BOTH: gettext_lazy("Both, one after the other"),
    TOGETHER: gettext_lazy("Both changes together"),
}
# Of a block that one rewrote and the other took away.
TAKEN_AWAY: dict[bool, Promise] = {
    True: gettext_lazy("Take it away"),
    False: gettext_lazy("Keep it, as it was changed"),
}


@dataclass(frozen=True)
class Answer:
    value: str
    label: str | Promise
    changes: list[FieldChange] = field(default_factory=list)
    is_chosen: bool = False


@dataclass(frozen=True)
class Question:
    """Something to choose: how it began, and the answers with what each makes of it."""

    name: str
    title: str | Promise
    base: list[FieldChange]
    answers: list[Answer]


@dataclass(frozen=True)
class Row:
    """A stretch of the merged text: `same` blocks, a block of `mine` or `theirs`, or questions."""

    whose: str
    changes: list[FieldChange] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    count: int = 1


class BringingTogether(DeskPages):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:pk>/merge/<uuid:key>/", view, name="articles_article_merge"), *super().get_urls()]

    @transaction.atomic
    def merge_view(self, request: HttpRequest, pk: int, key: uuid.UUID) -> HttpResponse:
        """What a sitting of one's own holds, merged with the story as it stands; the rest to be chosen."""
        self.story_or_404(request, pk)
        # Held, if something is chosen: nobody saves in between.
        article = self.get_object(request, str(pk))
        sitting = Sitting.objects.filter(key=key, article=pk, account=request.user.pk).first()
        if article is None or sitting is None:
            raise Http404
        if sitting.held is None:
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
        may_write = self.has_change_permission(request, article)
        made = sittings.merge_held(article, sitting)
        if request.method == "POST":
            if not may_write:
                raise PermissionDenied
            is_seen = request.POST.get("held") == sitting.held_mark
            if is_seen and whole_number(request.POST.get("version")) == article.version:
                return self._choose(request, article, sitting, made)
            said = _("The story was changed again while you were choosing. Here is how it stands now.")
            self.message_user(request, said, messages.WARNING)
        chosen = _proposed(made) | {name: request.POST[name] for name in made.questions() if name in request.POST}
        return self._merge_page(request, article, sitting, made, chosen, may_write)

    def _choose(self, request: HttpRequest, article: Article, sitting: Sitting, made: Merge) -> HttpResponse:
        if "drop" in request.POST:
            answers = dict.fromkeys(made.questions(), THEIRS)
            made = Merge(copy=copy_of(article))
        else:
            answers = {name: request.POST.get(name, "") for name in made.questions()}
        if any(answer not in made.questions().get(name, (THEIRS,)) for name, answer in answers.items()):
            self.message_user(request, _("Choose an answer to each question."), messages.ERROR)
            return self._merge_page(request, article, sitting, made, _proposed(made) | answers, True)
        name = _("What %s wrote, before the merge") % request.user
        try:
            sittings.choose(article, by=request.user, sitting=sitting, made=made, answers=answers, name=name[:80])
        except workflow.Refused as refusal:
            transaction.set_rollback(True)
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        said = _("Left out of the story. It is kept among the saved versions.")
        self.message_user(request, said if "drop" in request.POST else _("Merged and saved."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def _merge_page(
        self,
        request: HttpRequest,
        article: Article,
        sitting: Sitting,
        made: Merge,
        chosen: dict[str, str],
        may_write: bool,
    ) -> HttpResponse:
        last = article.records.select_related("actor").exclude(actor=request.user.pk).first()
        shown = _Shown(article, made, chosen, last and last.actor)
        return self.page(
            request,
            "desk/bring_together.html",
            _("Bring two texts together"),
            article=article,
            sitting=sitting,
            may_write=may_write,
            other=last and last.actor,
            other_at=last and last.at,
            fields=list(shown.fields()),
            settled=shown.settled_fields(sitting),
            rows=list(shown.rows()),
            number=len(made.questions()),
        )


def _proposed(made: Merge) -> dict[str, str]:
    """The first answer of each question."""
    return {name: answers[0] for name, answers in made.questions().items()}


class _Shown:
    """A merge as its page shows it."""

    def __init__(self, article: Article, made: Merge, chosen: dict[str, str], other: Any) -> None:
        self.language, self.now, self.made, self.chosen = article.language, copy_of(article), made, chosen
        self.labels = ANSWERS | ({THEIRS: str(other)} if other else {})

    def fields(self) -> Iterator[Question]:
        for clash in self.made.fields:
            name = f"field-{clash.name}"
            answers = [
                Answer(each, self.labels[each], self._of_field(clash, each), self.chosen[name] == each)
                for each in clash.choices
            ]
            title = answers[0].changes[0].label if answers[0].changes else clash.name
            base = self._as_it_is(clash.base) if clash.base else []
            yield Question(name, title, base, answers)

    def _of_field(self, clash: FieldClash, choice: str) -> list[FieldChange]:
        return self._compared(clash.base or {}, clash.mine if choice == MINE else clash.theirs)

    def settled_fields(self, sitting: Sitting) -> list[str | Promise]:
        """The names of the fields that need no answer: both made one thing of them, or only one touched them."""
        asked = {"body", *(name for clash in self.made.fields for name in clash.mine)}
        merged = {name: value for name, value in self.made.copy.items() if name not in asked}
        sides = (self.now, sitting.held or {})
        changed = {
            change.name: change.label
            for side in sides
            for change in compare({name: side.get(name) for name in merged}, merged)
        }
        return list(changed.values())

    def rows(self) -> Iterator[Row]:
        if not self.made.pieces and self.made.copy["body"] != self.now["body"]:
            yield Row(MINE, self._body(self.now["body"], self.made.copy["body"]))
        for is_same, group in groupby(self.made.pieces, key=_is_same):
            pieces = list(group)
            if is_same:
                text = "".join(piece.html(THEIRS) for piece in pieces)
                yield Row("same", self._as_it_is({"body": text}), count=len(pieces))
            else:
                yield from map(self._row, pieces)

    def _row(self, piece: Piece) -> Row:
        questions = []
        if piece.is_torn and piece.item.place == MINE:
            questions.append(self._where(piece))
        if piece.clashes and piece.item.place != THEIRS:
            questions.append(self._what(piece))
        if questions:
            return Row("question", questions=questions)
        whose = MINE if piece.item.theirs == piece.item.base else THEIRS
        return Row(whose, self._body(_html(piece.item.base), piece.html(THEIRS)))

    def _what(self, piece: Piece) -> Question:
        name = f"block-{piece.number}"
        is_removal = piece.item.mine is None or piece.item.theirs is None
        answers = [
            Answer(
                choice,
                TAKEN_AWAY[not piece.html(choice)] if is_removal else self.labels[choice],
                self._body(_html(piece.item.base), piece.html(choice)) if choice != BOTH else [],
                self.chosen[name] == choice,
            )
            for choice in piece.choices
        ]
        return Question(name, _("The same paragraph"), self._as_it_is({"body": _html(piece.item.base)}), answers)

    def _where(self, piece: Piece) -> Question:
        name = f"place-{piece.number}"
        labels = {MINE: _("Here, where I moved it"), THEIRS: _("Where the other moved it")}
        answers = [Answer(each, label, [], self.chosen[name] == each) for each, label in labels.items()]
        return Question(
            name, _("A paragraph that both of you moved"), self._as_it_is({"body": piece.html(THEIRS)}), answers
        )

    def _body(self, old: str, new: str) -> list[FieldChange]:
        return self._compared({"body": old}, {"body": new})

    def _as_it_is(self, values: Mapping[str, Any]) -> list[FieldChange]:
        shown = {"language": self.language} | dict(values)
        return unchanged(shown, list(values), shown_among(shown))

    def _compared(self, old: Any, new: Any) -> list[FieldChange]:
        before, after = ({"language": self.language} | dict(each) for each in (old, new))
        return compare(before, after, shown_among(before, after))


def _is_same(piece: Piece) -> bool:
    item = piece.item
    return item.mine == item.theirs and not piece.is_torn


def _html(block: Block | None) -> str:
    return block.html if block else ""
