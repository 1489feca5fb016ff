"""Who at the desk was told what, and whom outside a kill was told."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles import rights
from articles.models import Article


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, account: Any) -> Self:
        return self.filter(account=account.pk)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-id")

    def count_up_to(self, most: int) -> int:
        """How many there are, without counting on beyond `most`."""
        return self.order_by()[:most].count()

    def read(self) -> int:
        """Mark those that are unread as read; how many they were."""
        return self.unread().update(read_at=Now())


class Notice(models.Model):
    """Somebody of a story's chain was told of an act, or of what the clock made of it later."""

    class About(models.TextChoices):
        ACT = "act", _("What was done")
        OUT = "out", _("It went out")
        ENDED = "ended", _("Its time ran out")

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("account")
    )
    record = models.ForeignKey("articles.Record", on_delete=models.PROTECT, related_name="+", verbose_name=_("record"))
    about = models.CharField(_("about"), max_length=5, choices=About, default=About.ACT)
    told_at = models.DateTimeField(_("told"), db_default=Now())
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            # The promise that nobody is told twice, however often a job runs.
            models.UniqueConstraint(fields=["account", "record", "about"], name="told_once"),
        ]
        indexes = [
            # One's own notices.
            models.Index(fields=["account", "-id"], name="notice_account_newest"),
            # The count in the header of every page of the desk.
            models.Index(fields=["account"], condition=models.Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.record_id} ({self.about})"

    @property
    def is_unread(self) -> bool:
        return self.read_at is None

    @property
    def story(self) -> Article | None:
        """What it is about; None once it was discarded, or where its reader may not read it any more."""
        article = self.record.article
        return article if article is not None and rights.may_read(self.account, article) else None


class ByMail(models.Model):
    """An account that wants its notices by mail too: there is a row, or there is none."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.account_id)


class Delivery(models.Model):
    """A recipient who is to be told that a story was killed: written with the kill, sent by a job."""

    recipient = models.ForeignKey(
        "articles.Recipient", on_delete=models.PROTECT, related_name="+", verbose_name=_("recipient")
    )
    record = models.ForeignKey("articles.Record", on_delete=models.PROTECT, related_name="+", verbose_name=_("kill"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # Where to: the recipient's address at that moment.
    sent_to = models.EmailField(_("sent to"), max_length=200, blank=True)

    class Meta:
        ordering = ["-record", "recipient"]
        default_permissions = ()
        verbose_name = _("kill notice")
        verbose_name_plural = _("kill notices")
        constraints = [
            # The promise that every recipient is told once of a kill.
            models.UniqueConstraint(fields=["record", "recipient"], name="delivered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id}: {self.record_id}"
