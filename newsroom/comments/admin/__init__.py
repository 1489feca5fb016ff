"""The moderators' desk, a module a subject."""

from newsroom.comments.admin import bans, comments, policies, reasons, reports
from newsroom.comments.admin.deeds import DEEDS, LABELS

__all__ = ["DEEDS", "LABELS", "bans", "comments", "policies", "reasons", "reports"]
