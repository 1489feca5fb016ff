from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainTextField


class Withdrawal(models.Model):
    """A story taken away from readers, and why. Lines are added, never changed (a trigger, see the migrations)."""

    class Kind(models.TextChoices):
        UNPUBLISH = "unpublish", _("Unpublished")
        TAKE_DOWN = "take_down", _("Taken down")
        KILL = "kill", _("Killed")

    # What readers are told where nobody found words of their own for them.
    NOTICES: ClassVar[dict[str, Any]] = {
        Kind.TAKE_DOWN: _("We have taken it down for legal reasons."),
        Kind.KILL: _("We have withdrawn it, and no longer stand by it. Please do not use or repeat anything from it."),
    }

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="withdrawals", verbose_name=_("story")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    at = models.DateTimeField(_("when"), db_default=Now())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    # For the desk alone.
    reason = PlainTextField(_("reason"))
    # For readers, at the address where the story was. Only what is unpublished goes without a word.
    notice = PlainTextField(_("notice to readers"), blank=True)

    pages_by = {"article": "article_id"}

    class Meta:
        ordering = ["-id"]
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        indexes = [
            # The latest of a story: what its address says.
            models.Index(fields=["article", "-id"], name="withdrawal_article_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="withdrawal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reason[:60]}"

    @property
    def told(self) -> str:
        """What readers are told at the story's address; nothing of what was unpublished."""
        return self.notice or str(self.NOTICES.get(self.kind, ""))
