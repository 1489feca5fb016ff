"""The verbs as the story screen offers them: how their buttons read, what they ask, when they fit."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import rights, workflow
from articles.admin import questions
from articles.admin.questions import Question
from articles.admin.standing import Standing
from articles.models import Article, Correction, Record, SignOff

Verdict = SignOff.Verdict


@dataclass(frozen=True)
class Verb:
    """A verb: how its button reads, what it says when it is done, what it asks, how strong it looks, when it fits."""

    name: str
    label: Promise
    done: Promise
    act: Callable[..., Any]
    # The part of the panel where it stands.
    part: str
    # Whether it would not surely be refused, as the story stands.
    fits: Callable[[Standing], bool] = lambda standing: True
    asks: type[Question] | None = None
    confirm: Promise | None = None
    tone: str = ""
    # Of a sign-off: which one.
    kind: str = ""

    @property
    def key(self) -> str:
        """What its button sends, and its fields' names begin with."""
        return f"{self.name}-{self.kind}" if self.kind else self.name

    def form(self, standing: Standing, data: Mapping[str, Any] | None = None) -> Question | None:
        return self.asks(standing, data, self.key) if self.asks else None

    def use(self, article: Article, by: Any, answers: Mapping[str, Any]) -> None:
        which = {"kind": self.kind} if self.kind else {}
        self.act(article, by=by, **which, **answers)


NEXT = [
    Verb("submit", _("Send to an editor"), _("Sent to the editors."), workflow.submit, "next", tone="primary"),
    Verb("approve", _("Approve"), _("Approved: ready to publish."), workflow.approve, "next", tone="primary"),
    Verb(
        "publish",
        _("Publish"),
        _("Published: readers see it now."),
        workflow.publish,
        "next",
        fits=lambda story: not (story.live or story.article.is_embargoed or story.is_held_back),
        asks=questions.Release,
        confirm=_("Readers will see this story at once."),
        tone="primary",
    ),
    Verb(
        "update",
        _("Update"),
        _("Updated: readers see the new text now."),
        workflow.update,
        "next",
        fits=lambda story: bool(story.live) and not (story.article.is_embargoed or story.is_held_back),
        asks=questions.Update,
        confirm=_("Readers will see the new text at once."),
        tone="primary",
    ),
    Verb(
        "republish",
        _("Publish again"),
        _("Published again."),
        workflow.republish,
        "next",
        fits=lambda story: not (story.article.embargo_open or story.is_held_back),
        asks=questions.Republish,
        confirm=_("The story was withdrawn. It comes back to readers at its old address."),
    ),
    Verb(
        "send_back",
        _("Send back"),
        _("Sent back to its writer."),
        workflow.send_back,
        "next",
        asks=questions.SendBack,
    ),
]
WHEN = [
    Verb(
        "schedule",
        _("Schedule"),
        _("Scheduled."),
        workflow.schedule,
        "when",
        fits=lambda story: not (story.article.embargo_open or story.is_held_back),
        asks=questions.Schedule,
    ),
    Verb(
        "unschedule",
        _("Call off"),
        _("Called off. Nothing is scheduled."),
        workflow.unschedule,
        "when",
        fits=lambda story: bool(story.pending),
        confirm=_("Everything that is scheduled for this story is called off."),
    ),
    Verb("limit", _("Set an end"), _("The end of the story is set."), workflow.limit, "when", asks=questions.Limit),
    Verb(
        "break_embargo",
        _("Break the embargo"),
        _("The embargo is broken: the story may go out."),
        workflow.break_embargo,
        "when",
        fits=lambda story: story.article.is_embargoed,
        asks=questions.BreakEmbargo,
        confirm=_("Whoever gave us the story trusts us to keep to its time. This stays on the record, with your name."),
        tone="danger",
    ),
]
SET_RIGHT = [
    Verb(
        "correct",
        _("Add a correction"),
        _("The correction stands on the story."),
        workflow.correct,
        "corrections",
        fits=lambda story: story.seen_last is not None,
        asks=questions.Correct,
        confirm=_("Readers of a live story see it at once, and the story is dated as updated. It is never deleted."),
    ),
]
HANDED_ON = [
    Verb(
        "note_taking",
        _("Note who has it"),
        _("Noted: if the story is killed, they are told."),
        workflow.note_taking,
        "takings",
        fits=lambda story: bool(story.recipients),
        asks=questions.NoteTaking,
    ),
]
# Shown to outsiders before it is out.
SHARED = [
    Verb(
        "preview_link",
        _("Make a link"),
        _("The link is made: copy it from the panel."),
        workflow.preview_link,
        "previews",
        fits=lambda story: not story.article.is_embargoed,
        asks=questions.PreviewLink,
        confirm=_("Whoever has the link sees the story as it stands, and as it changes, without an account."),
    ),
    # Pressed at the link that is meant, as `revoke_preview:7`.
    Verb(
        "revoke_preview",
        _("Revoke"),
        _("The link is revoked: whoever has it sees nothing any more."),
        workflow.revoke_preview,
        "links",
        fits=lambda story: bool(story.open_links),
        asks=questions.RevokePreview,
    ),
]
WITHDRAW = [
    Verb(
        "unpublish",
        _("Unpublish"),
        _("Unpublished: the story is gone from every page."),
        workflow.unpublish,
        "withdraw",
        fits=lambda story: story.live is not None,
        asks=questions.Unpublish,
        confirm=_("The story disappears from every page, feed and list; its address answers that it is gone."),
        tone="danger",
    ),
    Verb(
        "take_down",
        _("Take down"),
        _("Taken down: its address says so, and its copy is frozen."),
        workflow.take_down,
        "withdraw",
        fits=lambda story: story.went_out,
        asks=questions.TakeDown,
        confirm=_("For legal reasons. The story disappears, its address shows a notice, and its copy is frozen."),
        tone="danger",
    ),
    Verb(
        "kill",
        _("Kill"),
        _("Killed: whoever took the story is told."),
        workflow.kill,
        "withdraw",
        fits=lambda story: story.went_out,
        asks=questions.Kill,
        confirm=_("Do not use. The story disappears, its address shows a notice, and its copy is frozen."),
        tone="danger",
    ),
]


def _of_look(kind: SignOff.Kind) -> list[Verb]:
    """The verbs of a kind of sign-off."""

    def is_not(*verdicts: SignOff.Verdict) -> Callable[[Standing], bool]:
        def fits(story: Standing) -> bool:
            look = story.look(kind)
            return look.sign_off is not None and (look.is_outdated or look.sign_off.verdict not in verdicts)

        return fits

    return [
        Verb(
            "give_sign_off",
            _("Sign off"),
            _("Signed off."),
            workflow.give_sign_off,
            "looks",
            fits=is_not(Verdict.GIVEN),
            asks=questions.GiveSignOff,
            tone="primary",
            kind=kind,
        ),
        Verb(
            "refuse_sign_off",
            _("Refuse"),
            _("Refused: the story does not go out like this."),
            workflow.refuse_sign_off,
            "looks",
            fits=is_not(Verdict.REFUSED),
            asks=questions.RefuseSignOff,
            kind=kind,
        ),
        Verb(
            "ask_sign_off",
            _("Ask"),
            _("Asked for. The story goes out only when it is signed off."),
            workflow.ask_sign_off,
            "looks",
            asks=questions.AskSignOff,
            confirm=_("From then on the story goes out only with this sign-off. What is scheduled is called off."),
            kind=kind,
        ),
        Verb(
            "waive_sign_off",
            _("Do without"),
            _("The story may go out without this sign-off."),
            workflow.waive_sign_off,
            "looks",
            fits=is_not(Verdict.GIVEN, Verdict.WAIVED),
            asks=questions.WaiveSignOff,
            tone="danger",
            kind=kind,
        ),
    ]


LOOKS = [verb for kind in SignOff.Kind for verb in _of_look(kind)]
VERBS = {verb.key: verb for verb in [*NEXT, *WHEN, *LOOKS, *SET_RIGHT, *HANDED_ON, *SHARED, *WITHDRAW]}


def offered(holder: Any, story: Standing) -> list[Verb]:
    """The verbs that this person can use now, in the order of the panel."""
    verbs = [
        verb for verb in VERBS.values() if rights.may(holder, verb.name, story.article, verb.kind) and verb.fits(story)
    ]
    # One button is the strong one: the last step that this person can take.
    strong = [verb for verb in verbs if verb.part == "next" and verb.tone == "primary"]
    return [replace(verb, tone="") if verb in strong[:-1] else verb for verb in verbs]


# How the trail of a story, and the record, say what was done.
DEEDS = {
    "save": _("saved"),
    "restore": _("an earlier version restored"),
    "submit": _("sent to an editor"),
    "send_back": _("sent back"),
    "approve": _("approved"),
    "ask_sign_off": _("sign-off asked for"),
    "give_sign_off": _("signed off"),
    "refuse_sign_off": _("sign-off refused"),
    "waive_sign_off": _("sign-off waived"),
    "publish": _("published"),
    "schedule": _("scheduled"),
    "unschedule": _("schedule called off"),
    "update": _("updated"),
    "limit": _("end set"),
    "break_embargo": _("embargo broken"),
    "correct": _("corrected"),
    "note_taking": _("noted as taken"),
    "unpublish": _("unpublished"),
    "take_down": _("taken down"),
    "kill": _("killed"),
    "republish": _("published again"),
    "preview_link": _("preview link made"),
    "revoke_preview": _("preview link revoked"),
    "discard": _("discarded"),
    "picture_expired": _("rights to a picture ended"),
    "comment": _("decided on a comment"),
    "erase_comment": _("erased a comment at its writer’s request"),
    "merge": _("merged"),
    "add": _("added"),
    "change": _("changed"),
    "delete": _("deleted"),
    "import": _("imported"),
}
_KINDS = {**dict(SignOff.Kind.choices), **dict(Correction.Kind.choices)}


def acts(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Records as the desk reads them: what was done, of what kind, why, for which instant, and what came of it."""
    return [
        {
            "record": record,
            "deed": DEEDS.get(record.verb, record.verb),
            "kind": _KINDS.get(record.detail.get("kind", ""), ""),
            "reason": record.detail.get("reason") or record.detail.get("text", ""),
            "recipient": record.detail.get("recipient", ""),
            "at": parse_datetime(record.detail.get("at") or ""),
            "until": parse_datetime(record.detail.get("until") or ""),
            "is_held_back": record.verb == "unschedule" and "embargo" in record.detail,
            "revision": record.detail.get("revision"),
        }
        for record in records
    ]
