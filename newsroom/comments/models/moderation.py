from typing import Self

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField, PerLanguageField, PlainTextField
from newsroom.comments.models.comment import Comment
from newsroom.comments.sealing import MARK, SealedField

Account = settings.AUTH_USER_MODEL


class Decision(models.Model):
    """What a moderator, or the screening (by nobody), decided about a comment; an undone one stays, as undone."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="decisions")
    was = models.CharField(_("was"), max_length=10, choices=Comment.State)
    state = models.CharField(_("state"), max_length=10, choices=Comment.State)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), db_default=Now())
    is_undone = models.BooleanField(_("undone"), default=False)
    # Of all that was decided by one press of a button, which is undone by one.
    act = models.UUIDField(db_default=RandomUUID(), editable=False)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [
            # A moderator's last, to be undone.
            models.Index(fields=["by", "-id"], name="decision_last_by"),
            # Of a span of time, for the figures and for the classifier's lesson.
            models.Index(fields=["-at"], name="decision_newest"),
            # What an undoing takes back.
            models.Index(fields=["act"], name="decision_of_act"),
        ]

    def __str__(self) -> str:
        return f"{self.was} → {self.state}"


class BanQuerySet(models.QuerySet["Ban"]):
    def in_force(self) -> Self:
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=Now()))


class Ban(models.Model):
    """Whose comments, or which, are refused: by email, by network, by the wider region of a network, by a phrase."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("Email")
        NETWORK = "network", _("Address")
        REGION = "region", _("Addresses nearby")
        PHRASE = "phrase", _("Phrase")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    # Of an email or a network; empty for a phrase.
    mark = models.BinaryField(max_length=MARK, null=True, blank=True, editable=False)
    phrase = LineField(_("phrase"), max_length=200, blank=True)
    # What a moderator knows the banned one by, as neither email nor address is kept here: “s…@example.com”.
    hint = LineField(_("who"), max_length=120, blank=True)
    reason = PlainTextField(_("reason"), blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("since"), db_default=Now())
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = BanQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("ban")
        verbose_name_plural = _("bans")
        indexes = [models.Index(fields=["kind", "mark"], name="ban_of")]

    def __str__(self) -> str:
        return self.phrase or self.hint or self.get_kind_display()


class CannedReason(models.Model):
    """A reason for a refusal that is given often, in the words that its writer reads, in each language."""

    place = models.PositiveIntegerField(_("place"), default=0)
    words = LineField(_("reason"), max_length=300)
    translations = PerLanguageField(_("reason in other languages"))

    class Meta:
        ordering = ["place", "pk"]
        verbose_name = _("canned reason")
        verbose_name_plural = _("canned reasons")

    def __str__(self) -> str:
        return self.words

    def words_in(self, language: str) -> str:
        """In the language of the comment that is refused; in the site's own where it has no other."""
        return str(self.translations.get(language) or self.words)


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        return self.filter(outcome="")


class Report(models.Model):
    """That a reader finds something wrong with a comment. A legal notice says who gives it, and its record stays."""

    class Kind(models.TextChoices):
        ABUSE = "abuse", _("It insults or threatens somebody")
        HATE = "hate", _("It incites hatred")
        FALSE = "false", _("It is false or misleading")
        PRIVATE = "private", _("It gives away something private")
        SPAM = "spam", _("It is advertising, or has nothing to do with the story")
        LEGAL = "legal", _("It breaks the law: this is a notice")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("Upheld")
        DISMISSED = "dismissed", _("Dismissed")

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(_("reason"), max_length=10, choices=Kind)
    words = PlainTextField(_("in the reader’s words"), blank=True)
    # Of a notice alone: which law it names, and who gives it.
    law = PlainTextField(_("which law"), blank=True, default="", db_default="")
    name = SealedField(_("name"), null=True, blank=True)
    email = SealedField(_("email"), null=True, blank=True)
    email_mark = models.BinaryField(max_length=MARK, null=True, editable=False)
    network_mark = models.BinaryField(max_length=MARK, null=True, editable=False)
    language = models.CharField(_("language"), max_length=8, blank=True)
    reported_at = models.DateTimeField(_("reported"), db_default=Now())
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    reply = PlainTextField(_("what was decided, and why"), blank=True)
    decided_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["reported_at"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            # From one network once, however often the button is pressed.
            models.UniqueConstraint(fields=["comment", "network_mark", "kind"], name="report_once_from_a_network"),
        ]
        indexes = [models.Index(fields=["reported_at"], name="report_open", condition=Q(outcome=""))]

    def __str__(self) -> str:
        return self.get_kind_display()
