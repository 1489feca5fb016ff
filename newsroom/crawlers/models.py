"""What each crawler may read, and what there is to tell search engines and hubs."""

import re
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField, PlainTextField
from newsroom.crawlers import known

# RFC 9309, 2.2.1 and 2.2.2: a product token; and a path, in which nothing ends the line or begins a remark.
NAME = r"^(\*|[A-Za-z_-]+)$"
A_PATH = r"[/*][^\s#]*"
PATHS = rf"^({A_PATH}(\n{A_PATH})*)?$"
LONGEST_DELAY = 3_600


class Crawler(models.Model):
    """A crawler by the name that it looks for in robots.txt, and what we let it read."""

    class Purpose(models.TextChoices):
        SEARCH = known.SEARCH, _("Search")
        TRAINING = known.TRAINING, _("AI training")
        ANSWERS = known.ANSWERS, _("AI answers")
        CARDS = known.CARDS, _("Link cards")
        OTHER = known.OTHER, _("Other")

    token = LineField(
        _("name in robots.txt"),
        max_length=60,
        validators=[RegexValidator(NAME, _("Letters, hyphens and underscores only; or * for all that are not named."))],
        help_text=_("As its operator writes it, such as GPTBot. * is for all that are not named here."),
    )
    operator = LineField(_("operator"), max_length=80, blank=True)
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, default=Purpose.OTHER)
    is_let_in = models.BooleanField(_("let in"), default=True)
    closed_paths = PlainTextField(
        _("closed paths"),
        blank=True,
        help_text=_("What it may not read though it is let in: a path a line, such as /tag/."),
    )
    crawl_delay = models.PositiveSmallIntegerField(
        _("seconds between two requests"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST_DELAY)],
        help_text=_("Some crawlers obey it. Empty: as they like."),
    )

    class Meta:
        ordering = ["purpose", "operator", "token"]
        verbose_name = _("crawler")
        verbose_name_plural = _("crawlers")
        constraints = [
            # Crawlers compare it without case.
            models.UniqueConstraint(
                Lower("token"), name="crawler_once", violation_error_message=_("This crawler is listed already.")
            ),
            # Whatever way a value comes, it is one name, and paths of a line each: nothing adds a line of its own.
            models.CheckConstraint(condition=Q(token__regex=NAME), name="crawler_has_a_name"),
            models.CheckConstraint(condition=Q(closed_paths__regex=PATHS), name="crawler_has_whole_paths"),
        ]

    def __str__(self) -> str:
        return str(_("All that are not named")) if self.token == known.EVERYONE_ELSE else self.token

    def clean_fields(self, exclude: Any = None) -> None:
        """Blank lines and spaces around a path are slips."""
        self.closed_paths = "\n".join(filter(None, (line.strip() for line in self.closed_paths.splitlines())))
        super().clean_fields(exclude)

    def clean(self) -> None:
        for path in self.paths:
            if not re.fullmatch(A_PATH, path):
                raise ValidationError(
                    {"closed_paths": _("“%s” is no path: it begins with / and has no space and no #.") % path[:80]}
                )

    @property
    def paths(self) -> list[str]:
        return self.closed_paths.split("\n") if self.closed_paths else []


class PingQuerySet(models.QuerySet["Ping"]):
    def waiting(self, service: str) -> Self:
        return self.filter(service=service, sent_at=None).order_by("id")


class Ping(models.Model):
    """An address that a service is to look at again: told once, however often it changed until then."""

    class Service(models.TextChoices):
        INDEXNOW = "indexnow"
        WEBSUB = "websub"

    service = models.CharField(max_length=8, choices=Service)
    path = models.TextField()
    wanted_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    objects = PingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            # The promise that what waits is told once; and where the senders find it.
            models.UniqueConstraint(fields=["service", "path"], condition=Q(sent_at=None), name="ping_waits_once"),
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.path}"
