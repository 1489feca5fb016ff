"""The panel beside a story: how it stands, and every verb that can be used on it now."""

from dataclasses import dataclass
from typing import Any

from articles import checks, preview, rights
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
        "checks": checks_of(holder, article, story)["checks"],
        "next": _of_part("next", offers),
        "when": _of_part("when", offers),
        "looks": _looks(story, _of_part("looks", offers)),
        "corrections": _of_part("corrections", offers),
        "takings": _of_part("takings", offers),
        "previews": _of_part("previews", offers),
        "links": [(link, preview.address(link)) for link in story.links] if may_see_links(holder, article) else [],
        "may_revoke": bool(_of_part("links", offers)),
        "withdraw": withdrawing,
        "is_withdrawing": any(each.is_open for each in withdrawing),
        "revisions": story.revisions,
        "acts": acts(story.records),
    }


@dataclass(frozen=True)
class Checks:
    """What desk/checks.html tells: what stops a release, what only warns, and whether that may be passed."""

    blocks: list[checks.Problem]
    warnings: list[checks.Problem]
    may_pass: bool
    may_write: bool


def checks_of(holder: Any, article: Article, story: Standing | None = None) -> dict[str, Any]:
    """The context of desk/checks.html: two queries, or one where the panel has the story's `Standing` already.

    Of a withdrawn story, nothing is said to who can neither write in it nor bring it back.
    """
    story, may_write = story or Standing(article), rights.may_edit(holder, article)
    if article.withdrawn and not (may_write or rights.may(holder, "republish", article)):
        return {"checks": None}
    found = checks.look_at(article, sign_offs=story.sign_offs, current=lambda: story.snapshot)
    return {
        "checks": Checks(
            found.blocks,
            found.warnings,
            may_pass=rights.may_pass_warnings(holder),
            may_write=may_write,
        )
    }


def may_see_links(holder: Any, article: Article) -> bool:
    """Whoever sees a link can give it away: so only who may make one, or revoke it."""
    return any(rights.may(holder, verb, article) for verb in ("preview_link", "revoke_preview"))


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
