"""What the worker does for the search. Each job does what its time allows, and puts down the rest anew."""

import time

from django.db import transaction
from django.tasks import task

from articles.models import Edition
from newsroom.search import documents
from newsroom.search.lexicon import Lexicon
from newsroom.search.models import SearchDocument

# A job may take a minute.
SECONDS = 20
AT_ONCE = 100


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
