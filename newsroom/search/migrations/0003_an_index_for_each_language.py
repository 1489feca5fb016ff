from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations
from django.db.models import Q


class Migration(migrations.Migration):
    """Lexemes are indexed language by language. Search and release go on meanwhile."""

    atomic = False
    dependencies = [("search", "0002_documents_of_what_is_live")]

    operations = [
        *(
            AddIndexConcurrently(
                "searchdocument",
                GinIndex(
                    fields=["vector"], name=f"search_vector_{code}", fastupdate=False, condition=Q(language=code)
                ),
            )
            for code in ("ar", "ckb", "en")
        ),
        RemoveIndexConcurrently("searchdocument", "search_vector"),
    ]
