from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields.ranges import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import languages
from articles.models import Article, Section
from articles.models.span import SpanQuerySet

# In minutes: beyond a week nobody means an alarm.
LONGEST_LIMIT = 7 * 24 * 60


class Front(models.Model):
    """A curated page: the home page of a language, or the first page of a section in it. Its row is the desk's working
    draft; readers see its editions, and where none is live, the front by rule."""

    language = models.CharField(_("language"), max_length=8)
    # None: the home page.
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    # See `layout`; what is kept was valid when it was written.
    draft = models.JSONField(_("draft"), default=dict)
    lead_limit = models.PositiveSmallIntegerField(
        _("the lead may be this old, in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_LIMIT)],
    )
    # Counts saves and verbs: whoever writes names the version that they saw.
    version = models.PositiveIntegerField(default=0, editable=False)
    touched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    touched_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["section__position", "section", "id"]
        verbose_name = _("front")
        verbose_name_plural = _("fronts")
        permissions = [("launch_front", "Can launch and schedule a front")]
        constraints = [
            # One front a page, also of the home page, whose section is empty.
            models.UniqueConstraint(fields=["language", "section"], name="front_once_a_page", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({languages.own_name(self.language)})"

    @property
    def name(self) -> str:
        return self.section.name_in(self.language) if self.section else gettext("Home page")

    @property
    def direction(self) -> str:
        return languages.direction(self.language)

    @property
    def path(self) -> str:
        prefix = languages.path_prefix(self.language)
        return prefix + (self.section.path_of(self.section.slug) if self.section else "/")


class FrontEditionQuerySet(SpanQuerySet["FrontEdition"]):
    def of(self, language: str, section: int | None) -> Self:
        return self.filter(front__language=language, front__section=section)


class FrontEdition(models.Model):
    """What readers see of a front between two instants: its layout as it was when it was launched."""

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="editions")
    layout = models.JSONField(_("layout"))
    live_from = models.DateTimeField(_("live from"))
    # Where the next one begins; empty for the last. The same as `live_from`: it was called off before it began.
    live_until = models.DateTimeField(_("live until"), null=True, blank=True)
    # The story with which it goes live: it begins when the story's next edition does, whenever that is.
    together_with = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("together with")
    )
    launched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("launched by")
    )
    launched_at = models.DateTimeField(_("launched"), db_default=Now())

    objects = FrontEditionQuerySet.as_manager()

    instants = ("live_from", "live_until")

    class Meta:
        ordering = ["-live_from"]
        verbose_name = _("edition of a front")
        verbose_name_plural = _("editions of fronts")
        constraints = [
            # The promise that readers never have two editions of one front, as for stories. Looked at when a statement
            # ends, so that one of them can move several editions along.
            ExclusionConstraint(
                name="one_live_front_at_a_time",
                expressions=[
                    (Func(F("front_id"), F("front_id"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (
                        Func(F("live_from"), F("live_until"), function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gte=F("live_from")),
                name="front_edition_ends_after_it_begins",
            ),
        ]
        indexes = [
            # What is live of a front, what is to come, and its history.
            models.Index(fields=["front", "-live_from"], name="front_edition_newest"),
            # The next instant at which readers see something else by the clock alone.
            models.Index(fields=["live_from"], name="front_edition_begins"),
            models.Index(fields=["live_until"], name="front_edition_ends", condition=Q(live_until__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.front_id} ({self.live_from:%Y-%m-%d %H:%M})"
