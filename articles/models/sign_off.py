from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainTextField


class SignOff(models.Model):
    """A look that has been asked for before a story may go out. It is of the revision that was looked at."""

    class Kind(models.TextChoices):
        LEGAL = "legal", _("Legal")
        PICTURES = "pictures", _("Pictures")

    class Verdict(models.TextChoices):
        ASKED = "asked", _("Asked for")
        GIVEN = "given", _("Given")
        REFUSED = "refused", _("Refused")
        WAIVED = "waived", _("Waived")

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="sign_offs", verbose_name=_("story")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), db_default=Now())
    question = PlainTextField(_("question"), blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, default=Verdict.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    answer = PlainTextField(_("answer"), blank=True)
    # What was looked at: a later change of it needs a new look.
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["kind"]
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        constraints = [
            # Asking again asks anew; what was said before is in the record.
            models.UniqueConstraint(fields=["article", "kind"], name="one_sign_off_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label}: {self.get_verdict_display()}"

    @property
    def kind_label(self) -> str:
        return str(self.Kind(self.kind).label)
