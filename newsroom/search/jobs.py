"""What the worker does for the search. Each job does what its time allows, and puts down the rest anew."""

import time

from django.db import connection, transaction
from django.db.models import QuerySet
from django.tasks import task

from articles.models import Edition
from newsroom.search import documents, spans
from newsroom.search.lexicon import Lexicon
from newsroom.search.models import SearchDocument

# A job may take a minute.
SECONDS = 20
AT_ONCE = 100
DATE = f"""
UPDATE {SearchDocument._meta.db_table} SET vector = vector || {spans.in_sql("published_at")}
WHERE edition_id = ANY(%s)
"""  # noqa: S608 - of our own words


@task
def follow(lexeme: str, after: int = 0) -> None:
    """Write the documents anew that have the name of a tag or a person (`@t5`, `@p12`), as it is now."""
    lexicon, until = Lexicon(), time.monotonic() + SECONDS
    having = SearchDocument.objects.having(f"'{lexeme}'")
    while ids := list(having.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            documents.write(Edition.objects.filter(pk__in=ids).order_by("pk"), lexicon)
        after = ids[-1]
        if time.monotonic() > until:
            follow.enqueue(lexeme, after)
            return


@task
def fill_up() -> None:
    """Write the documents of editions that have none: of those that were released before there was a search."""
    lexicon, until = Lexicon(), time.monotonic() + SECONDS
    while editions := list(documents.to_be_kept().filter(search_document=None).order_by("-published_at")[:AT_ONCE]):
        with transaction.atomic():
            documents.write(editions, lexicon)
        if time.monotonic() > until:
            fill_up.enqueue()
            return


@task
def date(before: int | None = None) -> None:
    """Put the time of publication into the documents that were written before it was kept there, the newest first."""
    until = time.monotonic() + SECONDS
    while ids := list(_before(before).order_by("-pk").values_list("pk", flat=True)[:AT_ONCE]):
        with connection.cursor() as cursor:
            cursor.execute(DATE, [ids])
        before = ids[-1]
        if time.monotonic() > until:
            date.enqueue(before)
            return


def _before(pk: int | None) -> QuerySet[SearchDocument]:
    return SearchDocument.objects.all() if pk is None else SearchDocument.objects.filter(pk__lt=pk)
