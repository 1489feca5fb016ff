"""A stored reason, in the words of the moderator's language."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.numerals import figures
from newsroom.comments.models import Ban
from newsroom.comments.screening.table import CHECKS

type Found = dict[str, Any]


def words_of(reason: dict[str, Any]) -> str:
    """What a check found, without its points: “4 links”. Of a check that there is no more, its name."""
    name, found = str(reason.get("check", "")), reason.get("found") or {}
    if name not in CHECKS:
        return name
    if found.get("failed"):
        return _("A check could not be made: %(check)s") % {"check": CHECKS[name].title}
    try:
        return _SAID[name](found)
    except (KeyError, TypeError, ValueError):
        # Kept by another version, which found other things.
        return str(CHECKS[name].title)


def _quoted(listed: list[str]) -> str:
    return _("“%(words)s”") % {"words": _("”, “").join(map(str, listed))}


def _ban(found: Found) -> str:
    if found.get("phrase"):
        return _("Banned: the phrase “%(phrase)s”") % {"phrase": found["phrase"]}
    return _("Banned: %(what)s") % {"what": Ban.Kind(found["ban"]).label}


def _form_time(found: Found) -> str:
    seconds = round(found["seconds"])
    said = ngettext("Written in %(seconds)s second", "Written in %(seconds)s seconds", seconds)
    return said % {"seconds": figures(seconds)}


def _story(found: Found) -> str:
    return _("The story is not to be read any more") if found["story"] == "gone" else _("The story is closed")


def _late(found: Found) -> str:
    days = found["days"]
    said = ngettext("%(days)s day after publication", "%(days)s days after publication", days)
    return said % {"days": figures(days)}


def _short(found: Found) -> str:
    letters = found["letters"]
    return ngettext("Only %(letters)s letter", "Only %(letters)s letters", letters) % {"letters": figures(letters)}


def _long(found: Found) -> str:
    count = found["characters"]
    return ngettext("%(count)s character", "%(count)s characters", count) % {"count": figures(count)}


def _capitals(found: Found) -> str:
    # xgettext:no-python-format
    return _("{percent}% of its letters are capitals").format(percent=figures(found["percent"]))


def _signs(found: Found) -> str:
    count = found["signs"]
    said = ngettext("%(count)s loud sign or picture", "%(count)s loud signs or pictures", count)
    return said % {"count": figures(count)}


def _links(found: Found) -> str:
    links = found["links"]
    return ngettext("%(links)s link", "%(links)s links", links) % {"links": figures(links)}


def _disguised_links(found: Found) -> str:
    links = found["links"]
    said = ngettext("A disguised link: %(links)s", "Disguised links: %(links)s", len(links))
    return said % {"links": _quoted(links)}


def _link_code(found: Found) -> str:
    links = found["links"]
    said = ngettext("%(links)s link written as code", "%(links)s links written as code", links)
    return said % {"links": figures(links)}


def _disguised_words(found: Found) -> str:
    words = found["words"]
    said = ngettext("A disguised word: %(words)s", "Disguised words: %(words)s", len(words))
    return said % {"words": _quoted(words)}


def _banned_words(found: Found) -> str:
    words = found["words"]
    return ngettext("A banned word: %(words)s", "Banned words: %(words)s", len(words)) % {"words": _quoted(words)}


def _suspect_words(found: Found) -> str:
    words = found["words"]
    return ngettext("A suspect word: %(words)s", "Suspect words: %(words)s", len(words)) % {"words": _quoted(words)}


def _repeats(found: Found) -> str:
    times = found["times"]
    said = ngettext(
        "Nearly the same was said %(times)s time before",
        "Nearly the same was said %(times)s times before",
        times,
    )
    return said % {"times": figures(times)}


def _repeats_of_spam(found: Found) -> str:
    times = found["times"]
    said = ngettext(
        "Nearly the same as %(times)s comment marked as spam",
        "Nearly the same as %(times)s comments marked as spam",
        times,
    )
    return said % {"times": figures(times)}


def _rate_by_address(found: Found) -> str:
    count = found["comments"]
    said = ngettext(
        "%(count)s comment in ten minutes from this address",
        "%(count)s comments in ten minutes from this address",
        count,
    )
    return said % {"count": figures(count)}


def _rate_by_email(found: Found) -> str:
    count = found["comments"]
    said = ngettext(
        "%(count)s comment in ten minutes under this email", "%(count)s comments in ten minutes under this email", count
    )
    return said % {"count": figures(count)}


def _spam_from_address(found: Found) -> str:
    count = found["comments"]
    said = ngettext("%(count)s spam from this address today", "%(count)s spam from this address today", count)
    return said % {"count": figures(count)}


def _new_commenter(found: Found) -> str:
    return _("First comment, and with a link") if found["link"] else _("First comment")


def _refused_before(found: Found) -> str:
    count = found["comments"]
    said = ngettext(
        "%(count)s comment of this reader was refused",
        "%(count)s comments of this reader were refused",
        count,
    )
    return said % {"count": figures(count)}


def _good_history(found: Found) -> str:
    count = found["comments"]
    said = ngettext(
        "%(count)s comment of this reader was approved", "%(count)s comments of this reader were approved", count
    )
    return said % {"count": figures(count)}


def _classifier(found: Found) -> str:
    said = _("Like spam: {percent}%").format(percent=figures(found["percent"]))
    if not found["words"]:
        return said
    return _("%(said)s, by the words %(words)s") % {"said": said, "words": _quoted(found["words"])}


_SAID: dict[str, Callable[[Found], str]] = {
    "ban": _ban,
    "honeypot": lambda found: _("The field that readers do not see was filled in"),
    "challenge": lambda found: _("Sent without the proof of work"),
    "form_time": _form_time,
    "story": _story,
    "late": _late,
    "short": _short,
    "long": _long,
    "capitals": _capitals,
    "signs": _signs,
    "links": _links,
    "only_links": lambda found: _("Nothing but a link"),
    "disguised_links": _disguised_links,
    "link_in_name": lambda found: _("A link for a name"),
    "link_code": _link_code,
    "contact": lambda found: _("Asks to write or call elsewhere"),
    "disguised_words": _disguised_words,
    "banned_words": _banned_words,
    "suspect_words": _suspect_words,
    "repeats": _repeats,
    "repeats_of_spam": _repeats_of_spam,
    "rate_by_address": _rate_by_address,
    "rate_by_email": _rate_by_email,
    "spam_from_address": _spam_from_address,
    "new_commenter": _new_commenter,
    "refused_before": _refused_before,
    "good_history": _good_history,
    "classifier": _classifier,
    "akismet": lambda found: _("Akismet calls it spam"),
}
