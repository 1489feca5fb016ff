from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def standing(self) -> Self:
        """Those that still open."""
        return self.filter(revoked_at=None, expires_at__gt=Now())


class PreviewLink(models.Model):
    """A way for somebody without an account to see a story before it is out: until it expires or is revoked."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="preview_links", verbose_name=_("story")
    )
    made_for = LineField(_("for whom"), max_length=120)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), db_default=Now())
    expires_at = models.DateTimeField(_("open until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    views = models.PositiveIntegerField(_("views"), default=0, db_default=0)
    seen_at = models.DateTimeField(_("last seen"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self) -> str:
        return self.made_for

    @property
    def is_open(self) -> bool:
        """Neither revoked nor expired; whether the story may be shown is another question (`articles.preview`)."""
        return self.revoked_at is None and self.expires_at > timezone.now()
