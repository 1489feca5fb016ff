from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Now
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField, PlainTextField
from articles.models import Article
from newsroom.comments.sealing import MARK, SealedField, email_mark, network_mark, region_mark, whole_mark

# What is dropped first (see `retention`).
IS_PRIVATE = (
    Q(email__isnull=False)
    | Q(address__isnull=False)
    | Q(network_mark__isnull=False)
    | Q(region_mark__isnull=False)
    | Q(original__isnull=False)
)

# So many ids of a path are kept: an index holds no longer ones, and nobody reads that deep.
DEEPEST = 16


class CommentQuerySet(models.QuerySet["Comment"]):
    def public(self) -> Self:
        """What readers see below a live story; whether the story is live, `Edition.objects.live()` says."""
        return self.filter(state=Comment.State.APPROVED)

    def in_threads(self) -> Self:
        """What has a place in a conversation: what is public, and what is not any more, but has answers that are."""
        return self.filter(Q(state=Comment.State.APPROVED) | Q(answer_count__gt=0))

    def held(self) -> Self:
        return self.filter(state=Comment.State.HELD)

    def begin_threads(self) -> Self:
        return self.filter(parent=None)


class Comment(models.Model):
    """What a reader, or one of the newsroom, wrote below a story.

    Public are `name`, `website`, `body`, `quote` and the time, of an approved comment; never what is sealed or marked.
    """

    class State(models.TextChoices):
        HELD = "held", _("Held")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        SPAM = "spam", _("Spam")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", verbose_name=_("story"))
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="answers", verbose_name=_("in answer to")
    )
    # The ids from the comment that began the thread down to this one: in its order a thread is read. Of a very deep one
    # the last before its own are left out.
    path = ArrayField(models.BigIntegerField(), editable=False)
    # The first of them: so that a thread is one range of an index.
    thread = models.BigIntegerField(editable=False)
    # Of the comment that began the thread: how many public comments stand below it.
    answer_count = models.PositiveIntegerField(default=0, editable=False)

    name = LineField(_("name"), max_length=245)
    website = models.URLField(_("website"), max_length=200, blank=True)
    body = PlainTextField(_("comment"))
    # The words of the story that it is about.
    quote = PlainTextField(_("quote"), blank=True)
    # That of the page it came from: what is written to its writer is in this language.
    language = models.CharField(_("language"), max_length=8, default="", blank=True)
    # A member of the newsroom, who writes under a name of the house.
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    email = SealedField(_("email"), null=True, blank=True)
    address = SealedField(_("address"), null=True, blank=True)
    email_mark = models.BinaryField(max_length=MARK, null=True, editable=False)
    network_mark = models.BinaryField(max_length=MARK, null=True, editable=False)
    region_mark = models.BinaryField(max_length=MARK, null=True, editable=False)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.HELD)
    # What the screening found: [{"check": "links", "points": 2.0, "found": {"links": 4}}], and the sum of the points.
    verdict = models.JSONField(_("reasons"), default=list, blank=True)
    points = models.FloatField(_("points"), default=0.0)
    # By it others with nearly the same words are found (see `screening.wording.sketch_of`); no word can be read of it.
    sketch = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    is_pick = models.BooleanField(_("editor’s pick"), default=False)
    # When a moderator made words of it unreadable; what it said, sealed, as long as other private things are kept.
    redacted_at = models.DateTimeField(_("redacted"), null=True, blank=True)
    original = SealedField(null=True, blank=True, editable=False)
    # When its writer had it removed: nothing of it is left but its place in the thread.
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

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
    # What its writer is told of a refusal.
    reason = models.TextField(_("reason"), blank=True)
    # Story, writer and words in one: a form that is sent twice is one comment, also when both come at once.
    fingerprint = models.BinaryField(max_length=32, unique=True, editable=False)

    objects = CommentQuerySet.as_manager()

    # The pages of a story's conversation depend on those alone that readers see (see `articles.lasting`).
    pages_by = {"comments": "article_id"}
    shown_where = "state = 'approved'"

    class Meta:
        ordering = ["posted_at", "id"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [
            ("moderate_comment", "Can approve and reject comments"),
            ("answer_as_staff", "Can comment as one of the newsroom"),
        ]
        indexes = [
            # The threads below a story, newest or oldest first.
            models.Index(
                fields=["article", "posted_at", "id"],
                name="comment_threads_by_time",
                condition=Q(parent=None) & (Q(state="approved") | Q(answer_count__gt=0)),
            ),
            # The same, most answered first.
            models.Index(
                fields=["article", "-answer_count", "-id"],
                name="comment_threads_by_answers",
                condition=Q(parent=None) & (Q(state="approved") | Q(answer_count__gt=0)),
            ),
            # The comments of a thread, in the order in which it is read.
            models.Index(fields=["thread", "path"], name="comment_of_thread", condition=Q(state="approved")),
            # Newest first below a story: its feed.
            models.Index(fields=["article", "-posted_at", "-id"], name="comment_feed", condition=Q(state="approved")),
            # The moderators' queue: oldest first of what is held.
            models.Index(fields=["state", "posted_at", "id"], name="comment_queue"),
            # What somebody wrote before: for screening, and beside a comment in the queue.
            models.Index(fields=["email_mark", "-posted_at"], name="comment_by_email"),
            models.Index(fields=["network_mark", "-posted_at"], name="comment_by_network"),
            # What says nearly the same. Written at once: what waits to be put in is searched through one by one.
            GinIndex(fields=["sketch"], name="comment_alike", fastupdate=False),
            # What is private goes when its time is over; what only tells one writer from another, later.
            models.Index(fields=["posted_at"], name="comment_private", condition=IS_PRIVATE),
            models.Index(fields=["posted_at"], name="comment_marked", condition=Q(email_mark__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.body[:60]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self._take_its_place()
            self.fingerprint = fingerprint(self.article_id, self.email or "", self.body, self.parent_id)
            self.email_mark = email_mark(self.email) if self.email else None
            self.network_mark = network_mark(self.address) if self.address else None
            self.region_mark = region_mark(self.address) if self.address else None
        super().save(*args, **kwargs)

    def _take_its_place(self) -> None:
        """Its id is taken before it is stored, as its place in the thread is made of it."""
        if not self.pk:
            with connection.cursor() as cursor:
                cursor.execute("SELECT nextval(pg_get_serial_sequence('comments_comment', 'id'))")
                self.pk = cursor.fetchone()[0]
        self.path = [*(self.parent.path[:DEEPEST] if self.parent else []), self.pk]
        self.thread = self.path[0]

    @property
    def depth(self) -> int:
        """0 for a comment that begins a thread."""
        return len(self.path) - 1

    @property
    def is_public(self) -> bool:
        """The twin of `public()`."""
        return self.state == Comment.State.APPROVED


def fingerprint(article: int, email: str, body: str, parent: int | None = None) -> bytes:
    """What makes two comments the same one: white space and the case of the email do not count. Under our key: whoever
    has the database could else try which address wrote the words that everybody can read."""
    parts = [str(article), email.lower(), " ".join(body.split()), *([str(parent)] if parent else [])]
    return whole_mark("fingerprint", "\x00".join(parts))


class Conversation(models.Model):
    """What is said below one story, in numbers that its page and its cards show; kept by the moderator's verbs."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="+")
    # Public comments, and those of them that begin a thread.
    comments = models.PositiveIntegerField(default=0)
    threads = models.PositiveIntegerField(default=0)

    pages_by = {"comments": "article_id"}

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")

    def __str__(self) -> str:
        return f"{self.comments} comments below {self.article_id}"

    @classmethod
    def count(cls, comment: Comment, by: int) -> None:
        """One public comment more (1) or less (-1), inside the transaction of the decision."""
        starts = by if comment.parent_id is None else 0
        first = {"comments": max(by, 0), "threads": max(starts, 0)}
        _row, is_new = cls.objects.get_or_create(article_id=comment.article_id, defaults=first)
        if not is_new:
            # Never below nothing: a count that is wrong is no reason to refuse a decision, or an erasure.
            more = {"comments": Greatest(F("comments") + by, 0), "threads": Greatest(F("threads") + starts, 0)}
            cls.objects.filter(pk=comment.article_id).update(**more)
        if comment.parent_id is not None:
            Comment.objects.filter(pk=comment.thread).update(answer_count=Greatest(F("answer_count") + by, 0))
