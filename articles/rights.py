"""Who may use which verb on which story. Pure functions of an account's permissions and a story's state."""

from dataclasses import dataclass
from typing import Any, Protocol

from articles.models import Article, Stage


class Holder(Protocol):
    """Whoever has rights: an account."""

    pk: Any

    def has_perm(self, perm: str, obj: Any = None) -> bool: ...


@dataclass(frozen=True)
class Rule:
    permission: str
    stages: frozenset[Stage]
    # Without this permission, the verb is for one's own stories alone.
    on_others: str = "articles.edit_any_article"


EVERY_STAGE = frozenset(Stage)
RULES = {
    "submit": Rule("articles.submit_article", frozenset({Stage.DRAFT})),
    "send_back": Rule("articles.approve_article", frozenset({Stage.IN_REVIEW, Stage.READY})),
    "approve": Rule("articles.approve_article", frozenset({Stage.IN_REVIEW})),
    "publish": Rule("articles.publish_article", EVERY_STAGE),
    "schedule": Rule("articles.publish_article", EVERY_STAGE),
    "unschedule": Rule("articles.publish_article", EVERY_STAGE),
    "update": Rule("articles.publish_article", EVERY_STAGE),
    "unpublish": Rule("articles.publish_article", EVERY_STAGE),
}


def is_own(holder: Holder, article: Article) -> bool:
    """A story is its writer's: of whoever began it."""
    return article.created_by_id == holder.pk


def may(holder: Holder, verb: str, article: Article) -> bool:
    """Whether the rights allow the verb now, at the story's stage."""
    rule = RULES[verb]
    return (
        article.stage in rule.stages
        and holder.has_perm(rule.permission)
        and (is_own(holder, article) or holder.has_perm(rule.on_others))
    )


def may_edit(holder: Holder, article: Article) -> bool:
    """Editors may write in any story at any stage; a reporter in an own draft."""
    if holder.has_perm("articles.edit_any_article"):
        return True
    return holder.has_perm("articles.change_article") and is_own(holder, article) and article.stage == Stage.DRAFT


def may_discard(holder: Holder, article: Article) -> bool:
    """A story that readers have never been promised may be thrown away by whoever may write in it."""
    return may_edit(holder, article) and not article.editions.exists()
