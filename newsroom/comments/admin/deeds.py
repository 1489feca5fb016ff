"""How the record says what was done to comments."""

from django.utils.translation import gettext_lazy as _

from articles.admin import facts, verbs

DEEDS = {
    "comment_undo": _("took back a decision on a comment"),
    "comment_pick": _("made a comment an editor’s pick"),
    "comment_unpick": _("took the editor’s pick from a comment"),
    "comment_redact": _("removed words of a comment"),
    "comment_answer": _("answered a comment for the newsroom"),
    "comment_report": _("dealt with a report of a comment"),
    "comment_ban": _("banned a commenter or a phrase"),
    "comment_lift": _("lifted a ban"),
}
LABELS = {
    "passages": _("Passages"),
    "answers": _("In answer to"),
    "report": _("Report"),
    "ban": _("Ban"),
    "span": _("For how long"),
}
verbs.DEEDS.update(DEEDS)
facts.LABELS.update(LABELS)
