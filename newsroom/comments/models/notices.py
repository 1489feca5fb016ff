from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from newsroom.comments.models.comment import Comment
from newsroom.comments.sealing import MARK, SealedField


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def confirmed(self) -> Self:
        """Who said twice that they want to be told, and has not said since that they do not."""
        return self.filter(confirmed_at__isnull=False, ended_at=None)

    def waiting(self) -> Self:
        """Neither confirmed nor refused yet."""
        return self.filter(confirmed_at=None, ended_at=None)

    def refused(self) -> Self:
        """Whose reader said no to the mail that asked. While the row is kept, the address is not asked again."""
        return self.filter(confirmed_at=None, ended_at__isnull=False)


class Subscription(models.Model):
    """That somebody wants to be told of answers to a comment. Nothing is sent before the address confirmed it, but for
    the one mail that asks."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="subscriptions")
    email = SealedField(_("email"))
    email_mark = models.BinaryField(max_length=MARK, editable=False)
    language = models.CharField(_("language"), max_length=8)
    asked_at = models.DateTimeField(_("asked"), db_default=Now())
    # When the one mail went that asks: while it is unanswered, the address gets no other.
    mailed_at = models.DateTimeField(_("asked by mail"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(fields=["comment", "email_mark"], name="subscription_once_a_comment"),
        ]
        indexes = [
            models.Index(fields=["email_mark"], name="subscription_of"),
            # What nobody confirmed is forgotten.
            models.Index(fields=["asked_at"], name="subscription_asked", condition=Q(confirmed_at=None)),
        ]

    def __str__(self) -> str:
        return f"to {self.comment_id}"


class Telling(models.Model):
    """That a subscriber was told of an answer: each once, however often the job runs."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="tellings")
    answer = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "answer"], name="told_of_an_answer_once")]

    def __str__(self) -> str:
        return f"of {self.answer_id}"


class AccessRequest(models.Model):
    """That somebody asked what is kept of an address: there for as long as the link holds that was mailed to it."""

    email = SealedField(_("email"))
    email_mark = models.BinaryField(max_length=MARK, editable=False)
    language = models.CharField(_("language"), max_length=8)
    asked_at = models.DateTimeField(_("asked"), db_default=Now())
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("request for what is kept")
        verbose_name_plural = _("requests for what is kept")
        # Those of an address, for the limit; and by their age, to be swept.
        indexes = [
            models.Index(fields=["email_mark"], name="access_request_of"),
            models.Index(fields=["asked_at"], name="access_request_asked"),
        ]

    def __str__(self) -> str:
        return f"of {self.asked_at}"


class MailCount(models.Model):
    """How many mails an address was sent on a day; and, under a mark of another purpose, how many a network asked for
    to be sent to whomever. Days are PostgreSQL's."""

    email_mark = models.BinaryField(max_length=MARK)
    day = models.DateField()
    mails = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["email_mark", "day"], name="mail_count_once_a_day")]

    def __str__(self) -> str:
        return f"{self.mails} on {self.day}"
