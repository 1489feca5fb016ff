import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject, Now
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainTextField
from articles.models.edition import Edition, Place


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def standing(self) -> Self:
        """Those that no later one has taken the place of. Whether readers see them, the story's editions say."""
        # Not by a join to what is not there: PostgreSQL would take nearly all of them for superseded.
        return self.filter(~Exists(Correction.objects.filter(supersedes=OuterRef("pk"))))

    def newest_first(self, before: Place | None = None) -> Self:
        """In the order of their list, from a place on."""
        ordered = self.order_by("-at", "-id")
        if before is None:
            return ordered
        return ordered.filter(Q(at__lt=before.at) | Q(at=before.at, id__lt=before.id))

    def as_cards(self) -> Any:
        """Each as JSON, for a subquery; `Correction.from_print` reads it."""
        return self.values(card=JSONObject(id="id", kind="kind", text="text", at="at"))

    def in_language(self, language: str) -> Self:
        """Those that readers of a language see: standing, on a story that is live in it, each with the `story`'s path,
        headline and UUID."""
        live = Edition.objects.live().filter(article=OuterRef("article"), language=language).order_by()
        story = JSONObject(path="path", headline="headline", uuid="article__uuid")
        return self.standing().filter(Exists(live)).annotate(story=Subquery(live.values(card=story)[:1]))


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

    # What a reader has to know before reading stands above the text, the gravest first; the rest below it.
    ABOVE = (Kind.RETRACTION, Kind.APOLOGY, Kind.UPDATE)

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

    pages_by = {"article": "article_id"}

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

    @property
    def place(self) -> Place:
        return Place(self.at, self.pk)

    @classmethod
    def from_print(cls, printed: dict[str, Any]) -> Self:
        """The other way round, of what a query gives as JSON."""
        return cls(**{**printed, "at": datetime.datetime.fromisoformat(printed["at"])})

    def as_printed(self) -> dict[str, Any]:
        return {"id": self.pk, "kind": self.kind, "text": self.text, "at": self.at}
