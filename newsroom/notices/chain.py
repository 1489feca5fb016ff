"""Who is told: a story's chain, as it is when the job runs."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Max, QuerySet

from articles import rights
from articles.models import Article, Record

ANSWERS = frozenset(["give_sign_off", "refuse_sign_off", "waive_sign_off"])
# Of a story through very many hands, those who had it last.
MOST_HANDS = 50


# What takes a story away from most of its chain as well: they are told so, and no word of the story itself.
TAKES_AWAY = frozenset(["take_down", "kill"])
# What comes of itself: whoever set it long before wants to know as well.
BY_ITSELF = frozenset(["picture_expired"])


def told_of(record: Record, article: Article) -> list[Any]:
    """The accounts to be told of an act: all of the chain but the actor, where they may read the story."""
    if record.verb in BY_ITSELF:
        return told_by_the_clock(record, article)
    others = everyone_in_chain(record, article) - {record.actor_id}
    return _at_the_desk(others) if record.verb in TAKES_AWAY else may_be_told(others, article)


def told_by_the_clock(record: Record, article: Article) -> list[Any]:
    """The accounts to be told of what an act brought about later: whoever set it wants to know as well."""
    return may_be_told(everyone_in_chain(record, article) | {record.actor_id}, article)


def everyone_in_chain(record: Record, article: Article) -> set[int]:
    written = {article.created_by_id, article.assignee_id, *_credited(article)}
    return {pk for pk in written.union(_hands(record), _turns(record, article)) if pk is not None}


def may_be_told(ids: set[int], article: Article) -> list[Any]:
    """Those of the accounts that are in use, at the desk, and may read the story."""
    return [account for account in _at_the_desk(ids) if rights.may_read(account, article)]


def _at_the_desk(ids: set[int]) -> list[Any]:
    accounts = get_user_model()._default_manager.filter(pk__in=ids, is_active=True, is_staff=True).order_by("pk")
    return [account for account in accounts if account.has_perm("articles.view_article")]


def _credited(article: Article) -> QuerySet[Any]:
    return article.bylines.exclude(person__user=None).values_list("person__user", flat=True)


def _hands(record: Record) -> QuerySet[Any]:
    """Whoever did something with the story before."""
    earlier = Record.objects.filter(article=record.article_id, pk__lt=record.pk).order_by()
    last_first = earlier.values("actor").annotate(last=Max("id")).order_by("-last")
    return last_first.values_list("actor", flat=True)[:MOST_HANDS]


def _turns(record: Record, article: Article) -> Iterator[int]:
    """Those whose turn it is after the act, or who wait for it."""
    kind = record.detail.get("kind", "")
    if record.verb == "submit" and article.section is not None:
        yield from article.section.desk
    elif record.verb == "ask_sign_off":
        yield from _givers(kind)
    elif record.verb in ANSWERS:
        asked = Record.objects.filter(article=record.article_id, verb="ask_sign_off", detail__kind=kind)
        yield from asked.filter(pk__lt=record.pk).order_by("-pk").values_list("actor", flat=True)[:1]


def _givers(kind: str) -> QuerySet[Any]:
    """Who may give a sign-off of this kind, by a right of their own or of a group; not those who may do everything."""
    accounts: Any = get_user_model()._default_manager
    right = f"articles.give_{kind}_sign_off"
    holders = accounts.with_perm(right, include_superusers=False, backend="django.contrib.auth.backends.ModelBackend")
    return holders.values_list("pk", flat=True)
