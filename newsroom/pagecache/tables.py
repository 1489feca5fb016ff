"""Which tables tell of their changes: all of them, but for those of which no kept page shows anything."""

from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db.models import Model

# A table that is not here tells, so that a page is never wrong for want of a line; it may only be doubted too often.
# A test reads every public page and finds none of these in its statements.
QUIET = frozenset(
    [
        # The desk's own.
        *("articles.article", "articles.articletag", "articles.articlepicture", "articles.byline", "articles.revision"),
        *("articles.record", "articles.sitting", "articles.signoff", "articles.previewlink", "articles.recipient"),
        *("articles.taking", "articles.section_editors", "fronts.front"),
        *("notices.notice", "notices.bymail", "notices.delivery"),
        # What readers send, and how it is judged: comments themselves tell, when readers see them.
        *("comments.decision", "comments.report", "comments.subscription", "comments.telling", "comments.ban"),
        *("comments.postcount", "comments.mailcount", "comments.accessrequest", "comments.cannedreason"),
        *("comments.lesson", "comments.spentchallenge", "comments.check", "comments.wordlist"),
        # Counted all the time: what shows it says for how long it does.
        "readership.hourofreads",
        "crawlers.ping",
    ]
)
# Of rooms and libraries that show readers nothing at all.
QUIET_ROOMS = frozenset(
    ["admin", "auth", "axes", "contenttypes", "sessions", "staff", "django_tasks_database", "taggit", "operations"]
)


def telling() -> Iterator[type[Model]]:
    """The models whose tables tell."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and not is_quiet(model):
            yield model


def is_quiet(model: type[Model]) -> bool:
    return model._meta.label_lower in QUIET or model._meta.app_label in QUIET_ROOMS


@cache
def quiet_tables() -> frozenset[str]:
    models = apps.get_models(include_auto_created=True)
    return frozenset(model._meta.db_table for model in models if is_quiet(model))


def with_instants() -> Iterator[tuple[type[Model], str]]:
    """The columns with instants from which on readers see something else, though no row has changed."""
    for model in apps.get_models():
        for column in getattr(model, "instants", ()):
            yield model, column
