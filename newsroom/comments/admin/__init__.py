"""The moderators' desk, a module a subject."""

from newsroom.comments.admin import bans, comments, policies, reasons, reports
from newsroom.comments.admin.deeds import DEEDS, LABELS
from newsroom.comments.screening import admin as screening

__all__ = ["DEEDS", "LABELS", "bans", "comments", "policies", "reasons", "reports", "screening"]
