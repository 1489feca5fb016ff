"""Many documents at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.postgres.indexes import GinIndex
from django.db import connection

from newsroom.search.models import SearchDocument

INDEXES = [index.name for index in SearchDocument._meta.indexes if isinstance(index, GinIndex)]


@contextmanager
def sorted_in_together() -> Iterator[None]:
    """Within a transaction: what is written here is put into the indexes of lexemes at the end, lexeme by lexeme.

    One after the other, each document is put into hundreds of places of it, which takes longer than all the rest. Until
    then its entries wait in an index's list of what is not sorted in; other connections see neither.
    """
    assert connection.in_atomic_block
    with connection.cursor() as cursor:
        # Before its indexes: whoever vacuums or analyses it takes them in this order.
        cursor.execute(f"LOCK TABLE {SearchDocument._meta.db_table} IN SHARE UPDATE EXCLUSIVE MODE")
        # So long a list that it is never sorted in on the way.
        cursor.execute("SET LOCAL gin_pending_list_limit = '1GB'")
        for index in INDEXES:
            cursor.execute(f"ALTER INDEX {index} SET (fastupdate = on)")
    yield
    with connection.cursor() as cursor:
        for index in INDEXES:
            cursor.execute("SELECT gin_clean_pending_list(%s)", [index])
            cursor.execute(f"ALTER INDEX {index} SET (fastupdate = off)")
