"""The verbs of the desk, one function each.

Every verb checks the right, takes the story by a conditional UPDATE that names the version the caller saw, writes its
record in the same transaction, and tells the rooms in it, so that what they put down (a job) is there if and only if
the act is. What cannot be done raises `Refused` with a sentence for the person at the desk.
"""

from articles.workflow.acts import Refused, Stale, now, stale_message
from articles.workflow.corrections import correct
from articles.workflow.handing_on import note_taking
from articles.workflow.previews import preview_link, revoke_preview
from articles.workflow.release import break_embargo, limit, publish, republish, schedule, unschedule, update
from articles.workflow.revisions import discard, restore, save_revision, set_aside, write_copy
from articles.workflow.sign_offs import ask_sign_off, give_sign_off, refuse_sign_off, waive_sign_off
from articles.workflow.stages import approve, send_back, submit
from articles.workflow.withdrawal import kill, take_down, unpublish

__all__ = [
    "Refused",
    "Stale",
    "approve",
    "ask_sign_off",
    "break_embargo",
    "correct",
    "discard",
    "give_sign_off",
    "kill",
    "limit",
    "note_taking",
    "now",
    "preview_link",
    "publish",
    "refuse_sign_off",
    "republish",
    "restore",
    "revoke_preview",
    "save_revision",
    "schedule",
    "send_back",
    "set_aside",
    "stale_message",
    "submit",
    "take_down",
    "unpublish",
    "unschedule",
    "update",
    "waive_sign_off",
    "write_copy",
]
