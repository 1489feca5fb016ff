from newsroom.comments.models.comment import Comment, CommentQuerySet, Conversation, fingerprint
from newsroom.comments.models.limits import PostCount
from newsroom.comments.models.moderation import Ban, CannedReason, Decision, Report
from newsroom.comments.models.notices import AccessRequest, MailCount, Subscription, Telling
from newsroom.comments.models.policy import Openness, Policy
from newsroom.comments.models.screening import Check, Lesson, Rules, SpentChallenge, WordList

__all__ = [
    "AccessRequest",
    "Ban",
    "CannedReason",
    "Check",
    "Comment",
    "CommentQuerySet",
    "Conversation",
    "Decision",
    "Lesson",
    "MailCount",
    "Openness",
    "Policy",
    "PostCount",
    "Report",
    "Rules",
    "SpentChallenge",
    "Subscription",
    "Telling",
    "WordList",
    "fingerprint",
]
