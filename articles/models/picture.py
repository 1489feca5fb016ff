from typing import Any, Self

from django.conf import settings
from django.core.files.base import File
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles import renditions
from articles.fields import LineField


class Picture(models.Model):
    """A picture of the library. Caption, credit and alt text here are what a new use of it begins with."""

    file = models.FileField(_("file"), max_length=120, editable=False)
    digest = models.CharField(max_length=20, editable=False, unique=True)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    caption = LineField(_("caption"), max_length=500, blank=True)
    credit = LineField(_("credit"), max_length=200, help_text=_("Who made it: a name, an agency, or both."))
    alt_text = LineField(
        _("alternative text"),
        max_length=300,
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
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    added_at = models.DateTimeField(_("added"), db_default=Now(), editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.caption or self.alt_text or self.digest

    @classmethod
    def from_upload(cls, upload: File, **fields: Any) -> Self:
        """Take an upload into the library; the same picture twice is the one that is there already."""
        return cls.from_original(renditions.take_in(upload), **fields)

    @classmethod
    def from_original(cls, original: renditions.Original, **fields: Any) -> Self:
        picture, _created = cls.objects.get_or_create(
            digest=original.digest,
            defaults={"file": original.name, "width": original.width, "height": original.height, **fields},
        )
        return picture

    def use(self, *, caption: str = "", credit: str = "", alt: str = "") -> dict[str, Any]:
        """What an edition keeps of a use of this picture; words left empty are the library's."""
        return {
            "id": self.pk,
            "digest": self.digest,
            "width": self.width,
            "height": self.height,
            "focal_x": self.focal_x,
            "focal_y": self.focal_y,
            "caption": caption or self.caption,
            "credit": credit or self.credit,
            "alt": alt or self.alt_text,
        }
