from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField


class Revision(models.Model):
    """A saved state of the working copy: text, bylines, tags, section, pictures. Its number is the story's version.

    While a sitting has it, what that sitting saves goes into it; its number moves on then.
    """

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    # The version that it began with. What the story was between that and `number` is not kept.
    began = models.PositiveIntegerField(null=True, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("saved by")
    )
    saved_at = models.DateTimeField(_("saved"), db_default=Now())
    snapshot = models.JSONField(_("snapshot"))
    name = LineField(_("name"), max_length=80, blank=True, default="", db_default="")
    sitting = models.ForeignKey(
        "articles.Sitting", on_delete=models.SET_NULL, null=True, related_name="revisions", editable=False
    )

    class Meta:
        ordering = ["-number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            # Two savers of one version: the second is refused by the database, whatever the code thinks.
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once_an_article"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()
