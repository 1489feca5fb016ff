"""Who may do what with which story: pure functions of an account's permissions, a story's state and its desk.

A story's desk is the editors of its section; where the section names none, or the story is in no section yet, it is
every editor's. Nothing here asks the database for more than what hangs on the story.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from django.db.models import QuerySet

from articles.models import Article, Picture, SignOff, Stage, Withdrawal

Withdrawn = Withdrawal.Kind


class Holder(Protocol):
    """Whoever has rights: an account."""

    pk: Any

    def has_perm(self, perm: str, obj: Any = None) -> bool: ...


class Reach(Enum):
    """Whose stories a verb may be used on."""

    OWN = "one's own, and those of one's desk"
    DESK = "those of one's desk"
    ALL = "everybody's"


@dataclass(frozen=True)
class Rule:
    permission: str
    stages: frozenset[Stage] = frozenset(Stage)
    reach: Reach = Reach.DESK
    # In which states of withdrawal; "" for a story that is not withdrawn.
    withdrawn: frozenset[str] = frozenset([""])


NOT_FROZEN = frozenset(["", Withdrawn.UNPUBLISH])
# What was taken down or killed is frozen: neither written nor handed on until somebody with the right brings it back.
FROZEN = frozenset([Withdrawn.TAKE_DOWN, Withdrawn.KILL])
RULES = {
    "submit": Rule("articles.submit_article", frozenset([Stage.DRAFT]), Reach.OWN, NOT_FROZEN),
    "send_back": Rule("articles.approve_article", frozenset([Stage.IN_REVIEW, Stage.READY]), withdrawn=NOT_FROZEN),
    "approve": Rule("articles.approve_article", frozenset([Stage.IN_REVIEW]), withdrawn=NOT_FROZEN),
    "ask_sign_off": Rule("articles.ask_sign_off", reach=Reach.OWN, withdrawn=NOT_FROZEN),
    "give_sign_off": Rule("articles.give_{kind}_sign_off", reach=Reach.ALL, withdrawn=NOT_FROZEN),
    "refuse_sign_off": Rule("articles.give_{kind}_sign_off", reach=Reach.ALL, withdrawn=NOT_FROZEN),
    "waive_sign_off": Rule("articles.waive_sign_off", withdrawn=NOT_FROZEN),
    "publish": Rule("articles.publish_article"),
    "schedule": Rule("articles.publish_article"),
    "unschedule": Rule("articles.publish_article"),
    "update": Rule("articles.publish_article"),
    "limit": Rule("articles.publish_article"),
    "break_embargo": Rule("articles.break_embargo", withdrawn=NOT_FROZEN),
    "correct": Rule("articles.correct_article"),
    "note_taking": Rule("articles.publish_article", withdrawn=NOT_FROZEN),
    "unpublish": Rule("articles.publish_article"),
    "take_down": Rule("articles.take_down_article", withdrawn=NOT_FROZEN),
    "kill": Rule("articles.kill_article", withdrawn=NOT_FROZEN | {Withdrawn.TAKE_DOWN}),
    "republish": Rule("articles.republish_{withdrawn}_article", withdrawn=frozenset(Withdrawn)),
    # Nothing frozen is shown to outsiders; a link to it can still be taken back.
    "preview_link": Rule("articles.add_previewlink", withdrawn=NOT_FROZEN),
    "revoke_preview": Rule("articles.change_previewlink", withdrawn=frozenset(["", *Withdrawn])),
}
# By how a story was withdrawn: the word for it in the names of permissions.
CALLED = {Withdrawn.UNPUBLISH: "unpublished", Withdrawn.TAKE_DOWN: "withdrawn", Withdrawn.KILL: "withdrawn"}


def is_own(holder: Holder, article: Article) -> bool:
    """A story is its writer's: of whoever began it, or has been given it to write."""
    return holder.pk in (article.created_by_id, article.assignee_id)


def is_on_desk(holder: Holder, article: Article) -> bool:
    """Whether the story is the holder's to edit: an editor's, of its section's desk."""
    if not holder.has_perm("articles.edit_any_article"):
        return False
    desk = article.section.desk if article.section else frozenset()
    return not desk or holder.pk in desk or holder.has_perm("articles.every_desk")


def may(holder: Holder, verb: str, article: Article, kind: str = "") -> bool:
    """Whether the rights allow the verb now, in the story's state; `kind` is that of a sign-off."""
    rule = RULES[verb]
    if article.stage not in rule.stages or article.withdrawn not in rule.withdrawn:
        return False
    return is_granted(holder, verb, article, kind) and reaches(holder, verb, article)


def is_granted(holder: Holder, verb: str, article: Article, kind: str = "") -> bool:
    """Whether the account has the permission for the verb, whatever the story's stage and desk."""
    rule = RULES[verb]
    # A copy that may not be read cannot be acted on either.
    if not may_read(holder, article) and rule.reach is not Reach.ALL:
        return False
    called = CALLED.get(article.withdrawn, "")  # type: ignore[call-overload]
    kinds = [kind] if kind else list(SignOff.Kind)
    permissions = {rule.permission.format(kind=each, withdrawn=called) for each in kinds}
    return any(map(holder.has_perm, permissions))


def reaches(holder: Holder, verb: str, article: Article) -> bool:
    """Whether the story is among those that the holder may use the verb on."""
    match RULES[verb].reach:
        case Reach.OWN:
            return is_own(holder, article) or is_on_desk(holder, article)
        case Reach.DESK:
            return is_on_desk(holder, article)
        case Reach.ALL:
            return True


def may_bring_back(holder: Holder, withdrawn: str) -> bool:
    """Whether the account may publish again what was withdrawn in this way."""
    return holder.has_perm(RULES["republish"].permission.format(withdrawn=CALLED[Withdrawn(withdrawn)]))


def may_pass_warnings(holder: Holder) -> bool:
    """Whether the account may release a story in spite of what only warns (see `articles.checks`)."""
    return holder.has_perm("articles.pass_warning")


def unreadable(holder: Holder) -> list[str]:
    """The states of withdrawal (`Article.withdrawn`) in which this holder reads no story: for lists to leave out."""
    return [kind for kind, called in CALLED.items() if not holder.has_perm(f"articles.view_{called}_article")]


def may_read(holder: Holder, article: Article) -> bool:
    """The desk reads every working copy, but that of a story that was withdrawn only with a right of its own."""
    return holder.has_perm("articles.view_article") and article.withdrawn not in unreadable(holder)


def readable(holder: Holder, articles: QuerySet[Article]) -> QuerySet[Article]:
    """Those of these stories that this holder may read; the others are to this holder as if they were not there."""
    if not holder.has_perm("articles.view_article"):
        return articles.none()
    return articles.exclude(withdrawn__in=unreadable(holder))


def may_edit(holder: Holder, article: Article) -> bool:
    """The desk may write in its stories at any stage; a reporter in an own draft; nobody in what is frozen."""
    if article.withdrawn in FROZEN or not may_read(holder, article):
        return False
    own_draft = is_own(holder, article) and article.stage == Stage.DRAFT
    return holder.has_perm("articles.change_article") and (own_draft or is_on_desk(holder, article))


def may_move(holder: Holder, article: Article) -> bool:
    """A story is its writer's to file until a desk with editors of its own has it: from then on, those hand it on."""
    if article.section is None or not article.section.desk:
        return True
    handed = article.records.filter(verb__in=["submit", "publish", "schedule"]).exists()
    return not handed or is_on_desk(holder, article)


def may_discard(holder: Holder, article: Article) -> bool:
    """A story that readers have never been promised may be thrown away by whoever may write in it."""
    return may_edit(holder, article) and not _is_promised(article)


def _is_promised(article: Article) -> bool:
    """Whether an edition was ever released, or somebody outside has it. A screen may have asked with the story."""
    known: bool | None = getattr(article, "is_promised", None)
    return article.editions.exists() or article.takings.exists() if known is None else known


def may_change_picture(holder: Holder, picture: Picture) -> bool:
    """Whoever keeps the library; and whoever has added a picture may complete it, until it has gone out."""
    if holder.has_perm("articles.change_picture"):
        return True
    is_own = holder.has_perm("articles.add_picture") and picture.added_by_id == holder.pk
    return is_own and not picture.edition_rows.exists()
