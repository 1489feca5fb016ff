"""What a notice says: the act, in the words of the one who reads it."""

from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.dates import said
from articles.models import SignOff
from newsroom.notices.models import Notice

About = Notice.About
# By verb, of an act; those verbs alone are told of. %(kind)s is that of a sign-off, %(when)s an instant to come.
ACTS: dict[str, Any] = {
    "submit": gettext_lazy("%(who)s sent it to the editors."),
    "send_back": gettext_lazy("%(who)s sent it back."),
    "approve": gettext_lazy("%(who)s approved it."),
    "publish": gettext_lazy("It is out: %(who)s published it."),
    "schedule": gettext_lazy("%(who)s scheduled it for %(when)s."),
    "update": gettext_lazy("%(who)s showed readers a new version of it."),
    "unschedule": gettext_lazy("%(who)s called off what was scheduled."),
    "unpublish": gettext_lazy("%(who)s took it away from readers."),
    "take_down": gettext_lazy("%(who)s took it down for legal reasons."),
    "kill": gettext_lazy("%(who)s killed it: do not use it."),
    "republish": gettext_lazy("It is out again: %(who)s published it."),
    "correct": gettext_lazy("%(who)s added a correction."),
    "ask_sign_off": gettext_lazy("%(who)s asked for a sign-off (%(kind)s)."),
    "give_sign_off": gettext_lazy("%(who)s signed it off (%(kind)s)."),
    "refuse_sign_off": gettext_lazy("%(who)s refused the sign-off (%(kind)s)."),
    "waive_sign_off": gettext_lazy("%(who)s let it go without the sign-off (%(kind)s)."),
    "break_embargo": gettext_lazy("%(who)s broke its embargo."),
    "picture_expired": gettext_lazy("The rights to a picture of it ended: readers do not see the picture any more."),
}
ASSIGNED = gettext_lazy("%(who)s assigned it to you.")
COMES_BACK = gettext_lazy("%(who)s scheduled its return for %(when)s.")
BY_THE_CLOCK: dict[str, Any] = {
    About.OUT: gettext_lazy("It is out, as scheduled by %(who)s."),
    About.ENDED: gettext_lazy("Its time ran out: readers do not see it any more."),
}
# Whose reason is a word to the chain. Why a story was withdrawn stays in its history.
WITH_REASON = frozenset(["send_back", "ask_sign_off", "give_sign_off", "refuse_sign_off", "waive_sign_off"])


def sentence(notice: Notice) -> str:
    """What happened, without a word of the story itself."""
    record = notice.record
    at = parse_datetime(record.detail.get("at") or "")
    kinds = dict(SignOff.Kind.choices)
    told = {
        "who": record.actor_name,
        "when": said(at) if at else "",
        "kind": kinds.get(record.detail.get("kind", ""), ""),
    }
    return str(_template(notice, is_to_come=at is not None)) % told


def _template(notice: Notice, *, is_to_come: bool) -> Any:
    if notice.about in BY_THE_CLOCK:
        return BY_THE_CLOCK[notice.about]
    if notice.record.verb == "republish" and is_to_come:
        return COMES_BACK
    return ACTS.get(notice.record.verb, ASSIGNED)


def reason(notice: Notice) -> str:
    """What the actor wrote to the chain, if anything: for those alone who may read the story."""
    record = notice.record
    return record.detail.get("reason", "") if record.verb in WITH_REASON else ""


def headline(notice: Notice) -> str:
    """The story's, while it is there and the reader of the notice may read it."""
    if notice.story is not None:
        return notice.story.headline
    return _("A discarded story") if notice.record.article is None else _("A withdrawn story")
