from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from articles.models.article import Article


# Where the acts of this request come from: set at the door, empty for a command.
acting_from: ContextVar[str] = ContextVar("acting_from", default="")


class RecordManager(models.Manager["Record"]):
    def write(
        self, *, verb: str, by: Any, article: "Article | None" = None, subject: str = "", **detail: Any
    ) -> "Record":
        """Note an act, in the transaction of the act; `subject` names what it was done to, where that is no story."""
        return self.create(
            verb=verb,
            actor=by,
            actor_name=str(by),
            whence=acting_from.get(),
            article=article,
            headline=article.headline if article else subject,
            detail=detail,
        )


class Record(models.Model):
    """One line of the audit log. PostgreSQL refuses to change or delete it (a trigger, see the migrations)."""

    at = models.DateTimeField(_("when"), db_default=Now())
    # PROTECT: an account that has acted is switched off, not deleted.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    actor_name = models.TextField()
    # The network address that the act came from; empty where it was a command on the server.
    whence = models.TextField(_("from where"), blank=True, default="", db_default="")
    verb = models.CharField(_("what"), max_length=40)
    # No constraint: the line outlives a discarded draft.
    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="records",
        verbose_name=_("story"),
    )
    headline = models.TextField(_("headline"), blank=True)
    detail = models.JSONField(_("detail"), default=dict)

    objects = RecordManager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("record")
        verbose_name_plural = _("records")
        indexes = [
            # A story's history.
            models.Index(fields=["article", "-id"], name="record_article_newest"),
        ]
        permissions = [
            ("export_record", "Can export the record"),
            ("view_record_whence", "Can see from where an act came"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb}"
