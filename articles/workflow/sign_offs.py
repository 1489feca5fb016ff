"""A look by the lawyers or the picture desk, without which a story does not go out."""

from typing import Any

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from articles.models import Article, SignOff
from articles.workflow.acts import Refused, note, required, take, verb
from articles.workflow.release import hold_back, revision_as_it_stands

Verdict = SignOff.Verdict


@verb
def ask_sign_off(article: Article, *, by: Any, kind: str, question: str = "") -> SignOff:
    """Ask for a look; from now on the story goes out only with it. What was scheduled is called off."""
    _known(kind)
    take("ask_sign_off", article, by, kind, is_open=True)
    sign_off, _is_new = SignOff.objects.update_or_create(
        article=article,
        kind=kind,
        defaults={
            "asked_by": by,
            "asked_at": Now(),
            "question": question.strip(),
            "verdict": Verdict.ASKED,
            "decided_by": None,
            "decided_at": None,
            "answer": "",
            "revision": None,
        },
    )
    note("ask_sign_off", article, by, kind=kind, reason=question.strip())
    hold_back(article, by)
    return sign_off


@verb
def give_sign_off(article: Article, *, by: Any, kind: str, answer: str = "") -> None:
    """Let the story pass as it stands; what is changed in it later needs another look."""
    _decide("give_sign_off", article, by, kind, Verdict.GIVEN, answer)


@verb
def refuse_sign_off(article: Article, *, by: Any, kind: str, answer: str) -> None:
    """Do not let the story pass, saying why. What was scheduled with an earlier yes is called off."""
    answer = required(answer, _("Say what has to change: the desk will read it."))
    _decide("refuse_sign_off", article, by, kind, Verdict.REFUSED, answer, is_open=True)
    hold_back(article, by)


@verb
def waive_sign_off(article: Article, *, by: Any, kind: str, answer: str) -> None:
    """Do without a look that was asked for. Only a right allows it, and it stays on the record."""
    answer = required(answer, _("Say why it is done without: it stays on the record."))
    _decide("waive_sign_off", article, by, kind, Verdict.WAIVED, answer)


def _decide(
    name: str, article: Article, by: Any, kind: str, verdict: SignOff.Verdict, answer: str, **changes: Any
) -> None:
    _known(kind)
    take(name, article, by, kind, **changes)
    decided = SignOff.objects.filter(article=article, kind=kind).update(
        verdict=verdict,
        decided_by=by,
        decided_at=Now(),
        answer=answer.strip(),
        revision=revision_as_it_stands(article, by),
    )
    if not decided:
        raise Refused(_("This sign-off has not been asked for."))
    note(name, article, by, kind=kind, reason=answer.strip())


def _known(kind: str) -> None:
    if kind not in SignOff.Kind.values:
        raise Refused(_("Choose which sign-off it is."))
