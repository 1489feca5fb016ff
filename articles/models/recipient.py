from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField


class Recipient(models.Model):
    """Somebody outside who takes stories: a partner paper, an agency, a station. Told when one of them is killed."""

    name = LineField(_("name"), max_length=120, unique=True)
    email = models.EmailField(_("email"), max_length=200, help_text=_("Notices about the stories they took go here."))

    class Meta:
        ordering = ["name"]
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")

    def __str__(self) -> str:
        return self.name


class Taking(models.Model):
    """A recipient took a story."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="takings", verbose_name=_("story")
    )
    recipient = models.ForeignKey(
        Recipient, on_delete=models.PROTECT, related_name="takings", verbose_name=_("recipient")
    )
    taken_at = models.DateTimeField(_("taken"), db_default=Now())
    # Empty where the recipient took it without the desk: from a feed or over the interface for machines.
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("noted by")
    )

    class Meta:
        ordering = ["taken_at", "id"]
        verbose_name = _("taking")
        verbose_name_plural = _("takings")
        constraints = [
            # Who took a story twice is told once.
            models.UniqueConstraint(fields=["article", "recipient"], name="taken_once_a_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.article_id}"
