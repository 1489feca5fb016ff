import datetime
from typing import Any, NamedTuple, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields.ranges import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Value
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import cards, languages, reading_time
from articles.models.picture import Use, may_be_used
from articles.models.span import SpanQuerySet


class Place(NamedTuple):
    """A place in a list that runs newest first: what comes after it is older, or as old and of a lower id."""

    at: datetime.datetime
    id: int


def day_span(day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """When a day begins and ends in the site's zone."""
    midnights = (datetime.datetime.combine(each, datetime.time()) for each in (day, day + datetime.timedelta(days=1)))
    begin, end = map(timezone.make_aware, midnights)
    return begin, end


class EditionQuerySet(SpanQuerySet["Edition"]):
    def in_language(self, language: str, before: Place | None = None) -> Self:
        return self._listed("", before, language=language)

    def in_section(self, section: int | OuterRef, language: str | OuterRef, before: Place | None = None) -> Self:
        return self._listed("", before, section=section, language=language)

    def in_series(self, series: int | OuterRef, language: str | OuterRef, before: Place | None = None) -> Self:
        return self._listed("", before, series=series, language=language)

    def tagged(self, tag: int | OuterRef, language: str, before: Place | None = None) -> Self:
        return self._listed("tag_rows__", before, tag=tag, language=language)

    def by(self, person: int | OuterRef, language: str, before: Place | None = None) -> Self:
        return self._listed("person_rows__", before, person=person, language=language)

    def _listed(self, rows: str, before: Place | None, **where: Any) -> Self:
        """Newest first, from a place on. One filter() call, so that all of it is asked of one row of `rows`."""
        condition = Q(**{rows + name: value for name, value in where.items()})
        if before is not None:
            # With a bound of its own, at which the walk along the index begins.
            condition &= Q(**{f"{rows}published_at__lte": before.at})
            condition &= Q(**{f"{rows}published_at__lt": before.at}) | Q(**{f"{rows}article_id__lt": before.id})
        return self.filter(condition).order_by(f"-{rows}published_at", f"-{rows}article_id")

    def newer_than(self, place: Place) -> Self:
        """What came after a place in this list, the nearest first."""
        newer = Q(published_at__gt=place.at) | Q(article_id__gt=place.id)
        return self.filter(newer, published_at__gte=place.at).order_by("published_at", "article_id")

    def between(self, begin: Any, end: Any) -> Self:
        """First published from an instant on, and before another."""
        return self.filter(published_at__gte=begin, published_at__lt=end)

    def for_lists(self) -> Self:
        """Without the body, with the section that a card names, and with what rooms note on cards."""
        unseen = (
            *("body_html", "tags", "revision", "released_by", "family"),
            *("section__descriptions", "section__description"),
        )
        listed = self.select_related("section").defer(*unseen)
        return listed.annotate(**cards.values())


class Edition(models.Model):
    """What readers see of an article between two instants: a snapshot, made ready when it was released."""

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="editions")
    revision = models.ForeignKey("articles.Revision", on_delete=models.PROTECT, related_name="editions")
    live_from = models.DateTimeField(_("live from"))
    # Empty: until further notice. The same as `live_from`: it was called off before it began.
    live_until = models.DateTimeField(_("live until"), null=True, blank=True)

    # The instants that readers see; the same values go to the page, JSON-LD, feeds and sitemap.
    published_at = models.DateTimeField(_("first published"))
    updated_at = models.DateTimeField(_("last substantive update"))

    language = models.CharField(_("language"), max_length=8)
    family = models.BigIntegerField()
    section = models.ForeignKey("articles.Section", on_delete=models.PROTECT, related_name="+")
    # Its index is `edition_series_newest`: most editions are in none.
    series = models.ForeignKey("articles.Series", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    path = models.TextField(_("path"))
    kicker = models.TextField(_("kicker"), blank=True)
    headline = models.TextField(_("headline"))
    standfirst = models.TextField(_("standfirst"), blank=True)
    dateline = models.TextField(_("dateline"), blank=True)
    body_html = models.TextField(_("body"))
    word_count = models.PositiveIntegerField(default=0)
    source_credit = models.TextField(_("source"), blank=True)
    # As printed: [{"person": 3, "name": "…", "slug": "…", "role": "words"}], [{"tag": 5, "name": "…", "slug": "…"}].
    bylines = models.JSONField(_("bylines"), default=list)
    tags = models.JSONField(_("tags"), default=list)
    lead = models.JSONField(_("lead picture"), null=True)
    # When the rights to the first of its pictures end: from then on the page is made without those.
    pictures_until = models.DateTimeField(null=True, editable=False)

    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(_("released"), db_default=Now())

    # What readers see changes at these by itself; and by which columns its rows are told apart (see `lasting`).
    instants = ("live_from", "live_until", "pictures_until")
    pages_by = {"article": "article_id", "section": "section_id", "series": "series_id", "family": "family"}

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-live_from"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            # The promise that readers never have two editions of one story. Both operands are ranges,
            # so that GiST needs no extension.
            ExclusionConstraint(
                name="one_live_edition_at_a_time",
                expressions=[
                    (
                        Func(F("article_id"), F("article_id"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("live_from"),
                            F("live_until"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gte=F("live_from")),
                name="edition_ends_after_it_begins",
            ),
        ]
        indexes = [
            # Front, feeds, day archive and sitemap of a language, newest first.
            models.Index(fields=["language", "-published_at", "-article"], name="edition_language_newest"),
            # A section's page.
            models.Index(fields=["section", "language", "-published_at", "-article"], name="edition_section_newest"),
            # The sitemap's index is made of this alone: what began and ended in each language and month.
            models.Index(fields=["language", "published_at", "live_from", "live_until"], name="edition_sitemap"),
            # A series' page, and the next and the last part of it on a story's page.
            models.Index(
                fields=["series", "language", "-published_at", "-article"],
                name="edition_series_newest",
                condition=Q(series__isnull=False),
            ),
            # The next instant at which readers see something else by the clock alone, asked for all the time.
            models.Index(fields=["live_from"], name="edition_begins"),
            models.Index(fields=["live_until"], name="edition_ends", condition=Q(live_until__isnull=False)),
            models.Index(fields=["pictures_until"], name="edition_pictures", condition=Q(pictures_until__isnull=False)),
            # The other languages of a story.
            models.Index(fields=["family"], name="edition_family"),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.live_from:%Y-%m-%d %H:%M})"

    def get_absolute_url(self) -> str:
        return self.path

    @property
    def direction(self) -> str:
        return languages.direction(self.language)

    @property
    def place(self) -> Place:
        return Place(self.published_at, self.article_id)

    @property
    def picture(self) -> dict[str, Any] | None:
        """The use of its lead picture, as long as the rights to it last: pages show this, never `lead`."""
        return self.picture_for(Use.SITE)

    def picture_for(self, purpose: str) -> dict[str, Any] | None:
        return self.lead if self.lead and may_be_used(self.lead, purpose) else None

    @property
    def is_updated(self) -> bool:
        return self.updated_at > self.published_at

    def bylines_of(self, *roles: str) -> list[dict[str, Any]]:
        return [line for line in self.bylines if line["role"] in roles]

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        return reading_time.minutes(self.word_count, self.language)

    @property
    def writers(self) -> list[dict[str, Any]]:
        return self.bylines_of("words")

    @property
    def other_credits(self) -> list[dict[str, Any]]:
        return self.bylines_of("pictures", "translation", "editing")


class _ListRow(models.Model):
    """An edition's row in the list of something that it may have several of; ordered as the list is read."""

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    published_at = models.DateTimeField()

    pages_by = {"article": "article_id"}

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.article_id} in a list"


class EditionTag(_ListRow):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tag_rows")
    tag = models.ForeignKey("articles.Tag", on_delete=models.PROTECT, related_name="+")

    pages_by = {"article": "article_id", "tag": "tag_id"}

    class Meta:
        # A tag's page: as many rows are read at a thousand stories as at a million.
        indexes = [
            models.Index(fields=["tag", "language", "-published_at", "-article"], name="edition_tag_newest"),
        ]


class EditionPerson(_ListRow):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="person_rows")
    person = models.ForeignKey("articles.Person", on_delete=models.PROTECT, related_name="+")

    pages_by = {"article": "article_id", "person": "person_id"}

    class Meta:
        # A person's page, likewise.
        indexes = [
            models.Index(fields=["person", "language", "-published_at", "-article"], name="edition_person_newest"),
        ]


class EditionPicture(models.Model):
    """A picture of an edition: its lead picture, or one that its body names."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="picture_rows")
    picture = models.ForeignKey("articles.Picture", on_delete=models.PROTECT, related_name="edition_rows")

    pages_by = {"edition": "edition_id"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "picture"], name="picture_once_an_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.picture_id} in {self.edition_id}"


class EditionStory(models.Model):
    """A story that the body of an edition leads to: as a link, or as a related story."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="story_rows")
    story = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="+")

    pages_by = {"edition": "edition_id"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "story"], name="story_once_an_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} in {self.edition_id}"
