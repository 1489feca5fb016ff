"""Many documents at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from newsroom.search.models import SearchDocument

INDEX = "search_vector"


@contextmanager
def sorted_in_together() -> Iterator[None]:
    """Within a transaction: what is written here is put into the index of lexemes at the end, lexeme by lexeme.

    One after the other, each document is put into hundreds of places of it, which takes longer than all the rest. Until
    then its entries wait in the index's list of what is not sorted in; other connections see neither.
    """
    assert connection.in_atomic_block
    assert INDEX in {index.name for index in SearchDocument._meta.indexes}
    with connection.cursor() as cursor:
        # So long a list that it is never sorted in on the way.
        cursor.execute("SET LOCAL gin_pending_list_limit = '1GB'")
        cursor.execute(f"ALTER INDEX {INDEX} SET (fastupdate = on)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list(%s)", [INDEX])
        cursor.execute(f"ALTER INDEX {INDEX} SET (fastupdate = off)")
