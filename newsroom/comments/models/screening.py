from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainTextField
from newsroom.comments.sealing import MARK


class Rules(models.Model):
    """What the desk has set for screening, for what is private, and for mails: one row."""

    class Attack(models.TextChoices):
        NEVER = "never", _("Never ask for a proof of work")
        BY_RATE = "rate", _("Ask for a proof of work while more comments arrive than usual")
        ALWAYS = "always", _("Ask everyone for a proof of work")

    hold_at = models.FloatField(
        _("hold at"),
        default=1.0,
        help_text=_("Points from which a comment is held where the conversation is open."),
    )
    spam_at = models.FloatField(
        _("spam at"), default=6.0, help_text=_("Points from which a comment goes to spam instead of the queue.")
    )
    attack = models.CharField(_("under attack"), max_length=10, choices=Attack, default=Attack.BY_RATE)
    attack_rate = models.PositiveIntegerField(
        _("comments in ten minutes"), default=200, help_text=_("More than these are an attack.")
    )
    private_days = models.PositiveIntegerField(
        _("days"),
        default=90,
        help_text=_("So long after a comment was posted, its email and address are dropped."),
    )
    mails_a_day = models.PositiveIntegerField(
        _("mails a day"), default=10, help_text=_("To one address; a request for confirmation counts.")
    )

    class Meta:
        verbose_name = _("rules of the conversation")
        verbose_name_plural = _("rules of the conversation")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="rules_are_one_row")]

    def __str__(self) -> str:
        return str(_("Rules of the conversation"))

    @classmethod
    def current(cls) -> "Rules":
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class Check(models.Model):
    """One of the screening's checks, as the desk has set it: whether it is made, in which place, and what it counts."""

    name = models.CharField(_("check"), max_length=40, unique=True)
    place = models.PositiveIntegerField(_("place"), default=0)
    is_on = models.BooleanField(_("is made"), default=True)
    # What the check measures by: links, seconds, characters, comments; each says which. Empty: it has none.
    limit = models.FloatField(_("limit"), null=True, blank=True)
    points = models.FloatField(_("points"), default=1.0)

    class Meta:
        ordering = ["place", "name"]
        verbose_name = _("check")
        verbose_name_plural = _("checks")

    def __str__(self) -> str:
        return self.name


class WordList(models.Model):
    """Words and phrases that a comment is looked through for, in one language or in all."""

    class Kind(models.TextChoices):
        BANNED = "banned", _("Banned")
        SUSPECT = "suspect", _("Suspect")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, blank=True)
    words = PlainTextField(_("words"), blank=True, help_text=_("A word or a phrase a line."))

    class Meta:
        verbose_name = _("list of words")
        verbose_name_plural = _("lists of words")
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="word_list_once_a_language")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.language}".strip()


class Lesson(models.Model):
    """What the classifier learned of the desk's own decisions: the weight of each token that it knows."""

    learned_at = models.DateTimeField(_("learned"), auto_now_add=True)
    decisions = models.PositiveIntegerField(_("decisions"))
    bias = models.FloatField()
    weights = models.JSONField(default=dict)

    class Meta:
        get_latest_by = "learned_at"
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def __str__(self) -> str:
        return f"{self.decisions}, {self.learned_at:%Y-%m-%d}"


class SpentChallenge(models.Model):
    """A proof of work that was used: it opens the door once."""

    signature = models.BinaryField(max_length=MARK, primary_key=True)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="spent_challenge_until")]

    def __str__(self) -> str:
        return f"until {self.until}"
