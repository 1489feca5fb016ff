import datetime
from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.files.base import File
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import intake, lasting
from articles.fields import LineField, PlainTextField


class Licence(models.TextChoices):
    """By what right a picture is printed."""

    OWN = "own", _("Our own")
    AGENCY = "agency", _("From an agency, under its contract")
    BOUGHT = "bought", _("Bought, or licensed for a fee")
    HANDOUT = "handout", _("Handout, free for news about its subject")
    COMMONS = "commons", _("Creative Commons or the like: credit required")
    FREE = "free", _("Public domain")
    PERMISSION = "permission", _("By permission of whoever made it")
    # What was in the library before rights were kept.
    EARLIER = "earlier", _("Not recorded: taken in before rights were kept")


class Use(models.TextChoices):
    """What a picture may be used for."""

    SITE = "site", _("On the site")
    SHARING = "sharing", _("On link cards and in search results")
    FEEDS = "feeds", _("In feeds, and by papers that take our stories")


def every_use() -> list[str]:
    return list(Use.values)


# Without these words a picture is not ready for print.
WANTED = ("caption", "credit", "alt_text", "licence")
# Nobody wrote down by what right these are printed.
UNRECORDED = ("", Licence.EARLIER)
SOON = datetime.timedelta(days=30)
SEARCHED = ("caption", "credit", "alt_text", "creator", "filename")
MOST_WORDS = 8
# Of the 64 bits of a fingerprint, how many may differ between two pictures that look the same.
ALIKE = 8


def may_be_used(use: Mapping[str, Any], purpose: str = Use.SITE, at: datetime.datetime | None = None) -> bool:
    """Whether the rights to a picture, as an edition keeps them, allow this purpose: at an instant, or now."""
    if until := use.get("until"):
        end = datetime.datetime.fromisoformat(until)
        if end <= (at or timezone.now()):
            return False
        lasting.until(end)
    uses = use.get("uses", Use.values)
    # What is not for the site is for nothing that comes of it.
    return Use.SITE in uses and purpose in uses


class PictureQuerySet(models.QuerySet["Picture"]):
    def barred(self, purpose: str = Use.SITE) -> Self:
        """Those that may not be used for a purpose, by the database's clock: their time has run out, or they are not
        for it, or not for the site. `may_be_used` is the same rule for a use of a picture."""
        return self.filter(Q(expires_at__lte=Now()) | ~Q(uses__contains=[Use.SITE.value, purpose]))

    def with_words(self, text: str) -> Self:
        """Those in whose words every one of these stands."""
        found = self
        for word in text.replace("\x00", "").split()[:MOST_WORDS]:
            found = found.filter(reduce(or_, (Q(**{f"{name}__icontains": word}) for name in SEARCHED)))
        return found

    def alike(self, fingerprint: int | None) -> Self:
        """Those that look like the picture of this fingerprint, the likest first; none without one."""
        if fingerprint is None:
            return self.none()
        differs = Func(
            F("fingerprint"),
            Value(fingerprint, models.BigIntegerField()),
            template="bit_count((%(expressions)s)::bit(64))",
            arg_joiner=" # ",
            output_field=models.IntegerField(),
        )
        return self.alias(differs=differs).filter(differs__lte=ALIKE).order_by("differs", "id")


class Picture(models.Model):
    """A picture of the library. Caption, credit and alt text here are what a new use of it begins with."""

    file = models.FileField(_("file"), max_length=120, editable=False)
    digest = models.CharField(max_length=20, editable=False, unique=True)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    caption = LineField(_("caption"), max_length=500, blank=True)
    credit = LineField(_("credit"), max_length=200, blank=True, help_text=_("As printed: a name, an agency, or both."))
    alt_text = LineField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    focal_x = models.PositiveSmallIntegerField(
        _("focal point, per cent from the left"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point, per cent from the top"), default=50, validators=[MaxValueValidator(100)]
    )
    source = models.ForeignKey(
        "articles.Source", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("source")
    )
    # What the file said of itself when it was taken in, and the desk has made of it since.
    creator = LineField(_("made by"), max_length=200, blank=True, default="", db_default="")
    copyright_notice = LineField(_("copyright notice"), max_length=300, blank=True, default="", db_default="")
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    # Rights. Without a licence, a picture blocks the release of a story.
    licence = models.CharField(_("licence"), max_length=12, choices=Licence, blank=True, default="", db_default="")
    usage_terms = PlainTextField(_("usage terms"), blank=True, default="", db_default="")
    expires_at = models.DateTimeField(
        _("may be used until"), null=True, blank=True, help_text=_("From then on it is on no page.")
    )
    uses = ArrayField(
        models.CharField(max_length=12, choices=Use),
        verbose_name=_("may be used"),
        default=every_use,
        db_default=every_use(),
        blank=True,
    )
    # How duplicates are found: the digest of the bytes that were uploaded, and a fingerprint of what can be seen.
    filename = models.TextField(_("file name"), blank=True, default="", db_default="", editable=False)
    upload_digest = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)
    fingerprint = models.BigIntegerField(null=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    added_at = models.DateTimeField(_("added"), db_default=Now(), editable=False)

    objects = PictureQuerySet.as_manager()

    instants = ("expires_at",)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [
            # Whether a file was uploaded before.
            models.Index(fields=["upload_digest"], name="picture_upload_digest"),
            # What is about to expire, and has.
            models.Index(fields=["expires_at"], name="picture_expires", condition=models.Q(expires_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.caption or self.alt_text or self.filename or self.digest

    @classmethod
    def from_upload(cls, upload: File, **fields: Any) -> Self:
        """Take an upload into the library; the same picture twice is the one that is there already.

        Where a field is not given, or empty, what the file says of itself fills it.
        """
        return cls.from_original(intake.take_in(upload), **fields)

    @classmethod
    def from_original(cls, original: intake.Original, **fields: Any) -> Self:
        given = {name: value for name, value in fields.items() if value not in ("", None)}
        defaults = {
            "file": original.name,
            "width": original.width,
            "height": original.height,
            "filename": original.filename,
            "upload_digest": original.upload_digest,
            "fingerprint": original.fingerprint,
            **original.said.for_the_library(),
            **given,
        }
        picture, _created = cls.objects.get_or_create(digest=original.digest, defaults=defaults)
        return picture

    def use(self, *, caption: str = "", credit: str = "", alt: str = "") -> dict[str, Any]:
        """What an edition keeps of a use of this picture; words left empty are the library's.

        `until` is there only of a picture that expires: the instant, in ISO 8601.
        """
        return self.standing() | {
            "id": self.pk,
            "digest": self.digest,
            "width": self.width,
            "height": self.height,
            "caption": caption or self.caption,
            "credit": credit or self.credit,
            "alt": alt or self.alt_text,
        }

    def standing(self) -> dict[str, Any]:
        """What of a use follows the library after the release as well: the rights, and where the focal point is."""
        until = {"until": self.expires_at.isoformat()} if self.expires_at else {}
        return {"focal_x": self.focal_x, "focal_y": self.focal_y, "uses": self.uses, **until}

    @property
    def is_barred(self) -> bool:
        """Readers may not see it: the twin of `barred()`."""
        return not may_be_used(self.standing())

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def days_left(self) -> int | None:
        """Whole days until its time runs out, where that is soon; 0 on the last one."""
        left = self.expires_at - timezone.now() if self.expires_at else SOON
        return left.days if datetime.timedelta() < left < SOON else None

    @property
    def lacks(self) -> list[str]:
        """The fields that have to be filled in before it is ready for print."""
        return [name for name in WANTED if not getattr(self, name) or (name == "licence" and not self.is_recorded)]

    @property
    def is_recorded(self) -> bool:
        """Somebody wrote down by what right it is printed."""
        return self.licence not in UNRECORDED


class ArticlePicture(models.Model):
    """A picture of a working copy: its lead picture, or one that its body names."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="picture_rows")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="article_rows")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "picture"], name="picture_once_an_article"),
        ]

    def __str__(self) -> str:
        return f"{self.picture_id} in {self.article_id}"
