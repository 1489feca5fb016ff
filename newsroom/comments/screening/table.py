"""The checks, in the order in which they are made where the desk has set none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from newsroom.comments.screening import by_akismet, circumstances, people, writing
from newsroom.comments.screening.classifier import classifier
from newsroom.comments.screening.material import Material
from newsroom.comments.screening.settings import Row
from newsroom.comments.screening.verdict import Finding


@dataclass(frozen=True)
class Check:
    name: str
    look: Callable[[Material, float], Finding | None]
    title: Any
    # What its limit means; or, where it has none, what it looks for.
    help: Any
    points: float
    limit: float | None = None
    # It asks somebody else: made last, and only where it still matters.
    is_outside: bool = False

    @property
    def is_there(self) -> bool:
        return not self.is_outside or bool(settings.AKISMET_KEY)


class Examination(NamedTuple):
    """A check as it is made now."""

    check: Check
    limit: float
    points: float


_TABLE = (
    Check(
        "ban",
        people.ban,
        _("Bans"),
        _("A comment that a ban is on goes to spam. Its points are not counted."),
        points=0,
    ),
    Check(
        "honeypot",
        circumstances.honeypot,
        _("The field that nobody sees"),
        _("Programs fill in every field of a form, also the one that readers do not see."),
        points=6,
    ),
    Check(
        "challenge",
        circumstances.challenge,
        _("Proof of work"),
        _("Asked for and not given, as it needs JavaScript: the comment is held."),
        points=1,
    ),
    Check(
        "form_time",
        circumstances.form_time,
        _("Written too quickly"),
        _("Limit: seconds from the form to the comment. In fewer, no person writes one."),
        points=2,
        limit=3,
    ),
    Check(
        "story",
        circumstances.story,
        _("State of the story"),
        _("A comment on a story that is closed, or not to be read any more, is held."),
        points=0,
    ),
    Check(
        "late",
        circumstances.late,
        _("Long after publication"),
        _("Limit: days after the story was first published. Old stories draw more advertising than readers."),
        points=0.5,
        limit=30,
    ),
    Check(
        "short",
        writing.short,
        _("Very short"),
        _("Limit: letters and digits. With fewer, a comment says nothing."),
        points=1,
        limit=2,
    ),
    Check(
        "long", writing.long, _("Very long"), _("Limit: characters. More are held to be read."), points=1, limit=6000
    ),
    Check(
        "capitals",
        writing.capitals,
        _("All in capitals"),
        _("Limit: from 0 to 1, the share of letters that are capitals."),
        points=0.5,
        limit=0.7,
    ),
    Check(
        "signs",
        writing.signs,
        _("Pictures and signs"),
        _("Limit: emojis, signs of money, and marks that are repeated. More are loud."),
        points=0.5,
        limit=5,
    ),
    Check(
        "links",
        writing.links,
        _("Links"),
        _("Limit: links that are fine. Each one more counts the points again, four times at most."),
        points=1,
        limit=1,
    ),
    Check(
        "only_links",
        writing.only_links,
        _("Nothing but links"),
        _("Limit: words. With fewer beside its links, a comment says nothing."),
        points=3,
        limit=3,
    ),
    Check(
        "disguised_links",
        writing.disguised_links,
        _("Disguised links"),
        _("“example [dot] com”, hosts of bare numbers, letters that look like others, another name before an @."),
        points=3,
    ),
    Check(
        "link_in_name",
        writing.link_in_name,
        _("A link for a name"),
        _("A reader’s name is no address of a page."),
        points=4,
    ),
    Check(
        "link_code",
        writing.link_code,
        _("Links written as code"),
        _("[url=…] and <a href=…> do nothing here: only programs write them."),
        points=4,
    ),
    Check(
        "contact",
        writing.contact,
        _("Ways to write elsewhere"),
        _("An email address, a telephone number, WhatsApp or Telegram: advertising, or something private of somebody."),
        points=1.5,
    ),
    Check(
        "disguised_words",
        writing.disguised_words,
        _("Disguised words"),
        _("Words of two alphabets, of drawn letters, with something unseen within or a space after every letter."),
        points=2,
    ),
    Check(
        "banned_words",
        writing.banned_words,
        _("Banned words"),
        _("Of the lists of words, however they are spelled. One alone holds a comment; with more, it is spam."),
        points=4,
    ),
    Check(
        "suspect_words",
        writing.suspect_words,
        _("Suspect words"),
        _("Of the lists of words, however they are spelled. Each counts the points, four times at most."),
        points=1,
    ),
    Check(
        "repeats",
        people.repeats,
        _("Said before"),
        _("Limit: comments of a week with nearly the same words that are fine. Each one more counts the points."),
        points=1.5,
        limit=0,
    ),
    Check(
        "repeats_of_spam",
        people.repeats_of_spam,
        _("Said before, and spam"),
        _("Nearly the same words as a comment of the last week that a moderator marked as spam."),
        points=4,
    ),
    Check(
        "rate_by_address",
        people.rate_by_address,
        _("Many from one address"),
        _("Limit: comments in ten minutes from one connection that are fine. Each one more counts the points."),
        points=1,
        limit=5,
    ),
    Check(
        "rate_by_email",
        people.rate_by_email,
        _("Many from one email"),
        _("Limit: comments in ten minutes under one email that are fine. Each one more counts the points."),
        points=1,
        limit=3,
    ),
    Check(
        "spam_from_address",
        people.spam_from_address,
        _("Spam from this address today"),
        _("Limit: comments of one day, from the same connection and marked as spam by a moderator, that are forgiven."),
        points=1.5,
        limit=0,
    ),
    Check(
        "new_commenter",
        people.new_commenter,
        _("First comment"),
        _("Nothing under this email was approved before. With a link or a website, the points count twice."),
        points=0.5,
    ),
    Check(
        "refused_before",
        people.refused_before,
        _("Refused before"),
        _("Limit: comments of half a year under this email, refused by a moderator, that are forgiven."),
        points=1.5,
        limit=0,
    ),
    Check(
        "good_history",
        people.good_history,
        _("Many approved"),
        _("Limit: approved comments of half a year under this email, and none refused. Points below 0 speak for it."),
        points=-1.5,
        limit=5,
    ),
    Check(
        "classifier",
        classifier,
        _("Like what the desk called spam"),
        _("Limit: from 0 to 1, how likely it is. Learned of the desk’s own decisions, from 30 of either kind on."),
        points=4.5,
        limit=0.8,
    ),
    Check(
        "akismet",
        by_akismet.akismet,
        _("Akismet"),
        _("Asked only where the site has a key. Where it does not answer within two seconds, the comment is held."),
        points=4,
        is_outside=True,
    ),
)
CHECKS = {check.name: check for check in _TABLE}


def in_order(rows: Mapping[str, Row]) -> list[Examination]:
    """The checks that are on, as the rows have set them; one without a row runs as the table above has it."""
    placed: list[tuple[int, int, Examination]] = []
    for number, check in enumerate(_TABLE, start=1):
        row = rows.get(check.name) or Row(number * 10, True, None, check.points)
        if row.is_on and check.is_there:
            limit = check.limit if row.limit is None else row.limit
            placed.append((row.place, number, Examination(check, limit or 0.0, row.points)))
    return [examination for _place, _number, examination in sorted(placed, key=lambda each: each[:2])]
