"""What is searched: a document for every edition that readers see or are going to see, and the words in them."""

from functools import reduce
from operator import or_
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Now

from articles import languages
from articles.models import Edition


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    def live(self) -> Self:
        """Those that readers may find. A document stands for an edition; whether that is seen, the edition knows."""
        return self.filter(edition__in=Edition.objects.live())

    def having(self, query: str) -> Self:
        """Those whose lexemes fit a query, written as PostgreSQL writes a tsquery."""
        wanted = Cast(Value(query), SearchQueryField())
        fits = Func(
            F("vector"), wanted, template="%(expressions)s", arg_joiner=" @@ ", output_field=models.BooleanField()
        )
        # Language by language, as they are indexed.
        return self.filter(reduce(or_, (Q(fits, language=code) for code in languages.codes())))


class SearchDocument(models.Model):
    """An edition as it is searched. The first columns are its edition's, which never changes."""

    edition = models.OneToOneField(
        "articles.Edition", on_delete=models.CASCADE, primary_key=True, related_name="search_document"
    )
    article_id = models.BigIntegerField()
    section_id = models.BigIntegerField()
    language = models.CharField(max_length=8)
    published_at = models.DateTimeField()
    # By their ids, for the counts beside the results.
    people = ArrayField(models.BigIntegerField(), default=list)
    tags = ArrayField(models.BigIntegerField(), default=list)
    # Made by `newsroom.search.documents`, which says what is in it.
    vector = SearchVectorField()
    written_at = models.DateTimeField(db_default=Now())

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            # Everything that is searched for, filters by section, person, tag and time too. One for each language:
            # where a word is common in one, the others are not looked through for it. They are used by a statement
            # in which the language stands itself, not as a value beside it. What is new is sorted in at once: every
            # search would have to read through a list of what is not sorted in yet.
            *(
                GinIndex(fields=["vector"], name=f"search_vector_{code}", fastupdate=False, condition=Q(language=code))
                for code in sorted(languages.codes())
            ),
            # The newest of so many that sorting them would take longer than looking at them one by one.
            models.Index(fields=["language", "-published_at", "-article_id"], name="search_newest"),
        ]

    def __str__(self) -> str:
        return f"document of edition {self.pk}"


class KnownWord(models.Model):
    """A word of a document, once in a language: what a mistyped word may have been meant to be.

    It stays when its documents go. It is never shown unless a live one has it.
    """

    language = models.CharField(max_length=8)
    # As it is compared (see `articles.spelling`), and as it is shown.
    folded = models.TextField()
    shown = models.TextField()
    lexemes = ArrayField(models.TextField())
    # The word, and the word with one letter left out, each letter in turn (see `newsroom.search.vocabulary`).
    near = ArrayField(models.TextField())

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["language", "folded"], name="known_word_once"),
        ]
        indexes = [
            # Corrections.
            GinIndex(fields=["near"], name="known_word_near"),
            # Words that begin so, while somebody types.
            models.Index(fields=["folded"], name="known_word_begins", opclasses=["text_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.shown
