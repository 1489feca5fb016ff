"""The panel beside a story: how it stands, and every verb that can be used on it now."""

from dataclasses import dataclass
from typing import Any

from articles import checks
from articles.admin.pills import pills, with_standing
from articles.admin.questions import Question
from articles.admin.standing import Look, Standing
from articles.admin.verbs import VERBS, Verb, acts, offered
from articles.models import Article


@dataclass(frozen=True)
class Pressed:
    """The verb whose button was pressed in vain, with what was typed; and why it was refused, if its form was well."""

    key: str
    typed: dict[str, str]
    refusal: str = ""


@dataclass(frozen=True)
class Offer:
    """A verb as the panel shows it, with its question."""

    verb: Verb
    form: Question | None = None

    @property
    def is_open(self) -> bool:
        return self.form is not None and self.form.is_bound


@dataclass(frozen=True)
class LookShown:
    look: Look
    offers: list[Offer]


def panel(holder: Any, story: Standing, pressed: Pressed | None) -> dict[str, Any]:
    """All that desk/panel.html shows of a story."""
    article = story.article
    offers = [offer(verb, story, pressed) for verb in offered(holder, story)]
    withdrawing = _of_part("withdraw", offers)
    return {
        "story": story,
        "pills": pills(_with_standing(article)),
        "problems": [] if article.withdrawn and not _of_part("next", offers) else checks.blocking(article),
        "next": _of_part("next", offers),
        "when": _of_part("when", offers),
        "looks": _looks(story, _of_part("looks", offers)),
        "corrections": _of_part("corrections", offers),
        "takings": _of_part("takings", offers),
        "withdraw": withdrawing,
        "is_withdrawing": any(each.is_open for each in withdrawing),
        "revisions": story.revisions,
        "acts": acts(story.records),
    }


def panel_of_new() -> dict[str, Any]:
    return {"next": [Offer(VERBS["submit"])]}


def offer(verb: Verb, story: Standing, pressed: Pressed | None) -> Offer:
    if pressed is None or pressed.key != verb.key:
        return Offer(verb, verb.form(story))
    form = verb.form(story, pressed.typed)
    if form is not None and form.is_valid() and pressed.refusal:
        form.add_error(None, pressed.refusal)
    return Offer(verb, form)


def _with_standing(article: Article) -> Article:
    """The screen has fetched it so."""
    return article if hasattr(article, "is_live") else with_standing(Article.objects.filter(pk=article.pk)).get()


def _of_part(part: str, offers: list[Offer]) -> list[Offer]:
    return [each for each in offers if each.verb.part == part]


def _looks(story: Standing, offers: list[Offer]) -> list[LookShown]:
    """The kinds of sign-off that were asked for, or can be."""
    shown = [LookShown(look, [each for each in offers if each.verb.kind == look.kind]) for look in story.looks]
    return [each for each in shown if each.look.sign_off or each.offers]
