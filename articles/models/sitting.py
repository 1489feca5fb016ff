import datetime
import json
import uuid
from hashlib import blake2b
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone


class SittingQuerySet(models.QuerySet["Sitting"]):
    def here(self) -> Self:
        """Those whose tab has given a sign of life lately."""
        return self.filter(left_at=None, seen_at__gt=Now() - Sitting.SILENCE)

    def holding(self) -> Self:
        """Those with words that are in no revision yet."""
        return self.filter(held__isnull=False)


class Sitting(models.Model):
    """Somebody has a story open in a tab: who is here and where, what they began from, what of theirs waits.

    Two tabs of one person are two sittings. Autosaves of a sitting are one revision.
    """

    # A tab that was not heard of for so long is taken for closed.
    SILENCE: ClassVar[datetime.timedelta] = datetime.timedelta(seconds=35)
    # Whoever was away for so long begins another revision.
    PAUSE: ClassVar[datetime.timedelta] = datetime.timedelta(minutes=30)

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="sittings")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(db_default=Now())
    left_at = models.DateTimeField(null=True)
    # Where the cursor is: the name of a field, and of the body which of its blocks.
    place = models.CharField(max_length=40, blank=True, default="")
    block = models.PositiveIntegerField(null=True)
    # {version: copy}: what the tab may have in its hands. What it changes, it changes from one of these.
    bases = models.JSONField(default=dict)
    # Grows with what the tab sends: what arrives after something younger of the same tab is late.
    turn = models.BigIntegerField(default=0)
    # What was typed and clashes with what others have saved, until somebody has chosen; and the version it began from.
    held = models.JSONField(null=True)
    held_from = models.PositiveIntegerField(null=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        indexes = [
            # Who else is in a story.
            models.Index(fields=["article", "-seen_at"], name="sitting_article_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.article_id}"

    @property
    def held_mark(self) -> str:
        """What tells this held text from another one of the same tab."""
        return blake2b(json.dumps(self.held, sort_keys=True).encode(), digest_size=8).hexdigest()

    @property
    def is_here(self) -> bool:
        return self.left_at is None and self.seen_at > timezone.now() - self.SILENCE
