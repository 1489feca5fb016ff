from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainTextField


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def standing(self) -> Self:
        """Those that no later one has taken the place of. Whether readers see them, the story's editions say."""
        return self.filter(superseded_by=None)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-id")


class Correction(models.Model):
    """A public record on a story: what was wrong, or what is new, in the open.

    PostgreSQL refuses to change or delete one (a trigger, see the migrations): a later one takes its place.
    """

    class Kind(models.TextChoices):
        UPDATE = "update", _("Update")
        CLARIFICATION = "clarification", _("Clarification")
        CORRECTION = "correction", _("Correction")
        APOLOGY = "apology", _("Apology")
        RETRACTION = "retraction", _("Retraction")

    # What a reader has to know before reading stands above the text, the rest below it.
    ABOVE = frozenset([Kind.UPDATE, Kind.APOLOGY, Kind.RETRACTION])

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="corrections", verbose_name=_("story")
    )
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    text = PlainTextField(_("text"))
    at = models.DateTimeField(_("when"), db_default=Now())
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("in place of"),
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        indexes = [
            # The public corrections page and its feed.
            models.Index(fields=["-at", "-id"], name="correction_newest"),
            # Those of a story.
            models.Index(fields=["article", "-at", "-id"], name="correction_article_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="correction_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"

    @property
    def is_above(self) -> bool:
        return self.kind in self.ABOVE

    def as_printed(self) -> dict[str, Any]:
        return {"id": self.pk, "kind": self.kind, "text": self.text, "at": self.at}
