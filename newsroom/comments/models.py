import hashlib
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField, PlainTextField
from articles.models import Article


class CommentQuerySet(models.QuerySet["Comment"]):
    def public(self) -> Self:
        """What readers see below a live story; whether the story is live, `Edition.objects.live()` says."""
        return self.filter(state=Comment.State.APPROVED)

    def held(self) -> Self:
        return self.filter(state=Comment.State.HELD)


class Comment(models.Model):
    """What a reader wrote below a story. Only `name`, `website`, `body` and the time are ever public."""

    class State(models.TextChoices):
        HELD = "held", _("Held")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        SPAM = "spam", _("Spam")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", verbose_name=_("story"))
    name = LineField(_("name"), max_length=245)
    email = LineField(_("email"), max_length=100)
    website = models.URLField(_("website"), max_length=200, blank=True)
    body = PlainTextField(_("comment"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.HELD)
    remote_address = models.GenericIPAddressField(_("address"), null=True)
    posted_at = models.DateTimeField(_("posted"), db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    # Story, writer and words in one: a form that is sent twice is one comment, also when both come at once.
    fingerprint = models.BinaryField(max_length=32, unique=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["posted_at", "id"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [("moderate_comment", "Can approve and reject comments")]
        indexes = [
            # Below a story.
            models.Index(fields=["article", "state", "posted_at", "id"], name="comment_story"),
            # The moderators' queue: oldest first of what is held.
            models.Index(fields=["state", "posted_at"], name="comment_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.body[:60]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fingerprint = fingerprint(self.article_id, self.email, self.body)
        super().save(*args, **kwargs)


def fingerprint(article: int, email: str, body: str) -> bytes:
    """SHA-256 of what makes two comments the same one: white space and the case of the email do not count."""
    return hashlib.sha256("\x00".join([str(article), email.lower(), " ".join(body.split())]).encode()).digest()


class PostCount(models.Model):
    """How often an address posted in a span of time. The table is unlogged: after a crash, counting begins anew."""

    address = models.CharField(max_length=64)
    span = models.BigIntegerField()
    posts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "span"], name="post_count_once_a_span")]

    def __str__(self) -> str:
        return f"{self.posts} in {self.span}"
