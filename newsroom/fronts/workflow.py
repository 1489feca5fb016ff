"""The verbs of a front, one function each.

Every verb checks the right, takes the front by a conditional UPDATE that names the version the caller saw, and writes
its record in the same transaction. What cannot be done raises `Refused`, or `Stale` where somebody else was first.

A front has one edition live, and any number to come: each lasts until the next one begins. A launch does not touch what
is to come; it lasts until then.
"""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from articles.dates import said
from articles.models import Article, Record, Section, Tag
from articles.moment import Moment
from articles.workflow import Refused, Stale, now
from newsroom.fronts import timeline
from newsroom.fronts.by_rule import by_rule
from newsroom.fronts.composing import composed
from newsroom.fronts.layout import Invalid, Kind, Layout, read
from newsroom.fronts.models import LONGEST_LIMIT, Front, FrontEdition

# Saves of one person within this time are one line of the record.
A_SITTING = datetime.timedelta(minutes=10)


def verb[**P, R](act: Callable[Concatenate[Front, P], R]) -> Callable[Concatenate[Front, P], R]:
    """All of it or nothing: what is undone in the database is undone in the caller's object too."""

    @wraps(act)
    def whole(front: Front, *args: P.args, **kwargs: P.kwargs) -> R:
        before = dict(front.__dict__)
        try:
            with transaction.atomic():
                return act(front, *args, **kwargs)
        except BaseException:
            front.__dict__.update(before)
            raise

    return whole


@transaction.atomic
def curate(language: str, section: Section | None, *, by: Any) -> Front:
    """Begin a front where none was curated yet, as it is by rule; readers see no difference before it is launched."""
    _refuse_without(by, "add_front")
    front, is_new = Front.objects.get_or_create(
        language=language,
        section=section,
        defaults={"draft": by_rule(section, Section.objects.all()).as_data(), "touched_by": by},
    )
    if is_new:
        note("front_curate", front, by)
    return front


@verb
def save_draft(front: Front, *, by: Any, version: int, layout: Any) -> None:
    """Keep a layout, as it came from a screen, as the draft. Readers see nothing of it."""
    draft = _checked(layout, front.language)
    is_new_sitting = front.touched_by_id != by.pk or front.touched_at < now() - A_SITTING
    _take(front, by, "change_front", version, draft=draft.as_data())
    if is_new_sitting:
        note("front_save", front, by)


@verb
def limit(front: Front, *, by: Any, version: int, minutes: int | None) -> None:
    """Set how old the lead may be before the desk is told, or take the limit away."""
    if minutes is not None and not 1 <= minutes <= LONGEST_LIMIT:
        raise Refused(_("The limit is a number of minutes from 1 to %d, or none.") % LONGEST_LIMIT)
    _take(front, by, "change_front", version, lead_limit=minutes)
    note("front_limit", front, by, minutes=minutes)


@verb
def discard(front: Front, *, by: Any, version: int) -> None:
    """Throw the draft away: it is again what readers see, or the front by rule."""
    live = front.editions.live().first()
    layout = live.layout if live else by_rule(front.section, Section.objects.all()).as_data()
    _take(front, by, "change_front", version, draft=layout)
    note("front_discard", front, by)


@verb
def take_up(front: Front, *, by: Any, version: int, edition: int) -> None:
    """Make the layout of an edition, past or to come, the draft, to go on from there."""
    chosen = front.editions.filter(pk=edition).first()
    if chosen is None:
        raise Refused(_("There is no such edition of this front."))
    _take(front, by, "change_front", version, draft=chosen.layout)
    note("front_take_up", front, by, edition=chosen.pk)


@verb
def launch(front: Front, *, by: Any, version: int) -> FrontEdition:
    """Show readers the draft from now on, until the next change that is to come."""
    _take(front, by, "launch_front", version)
    instant = now()
    edition = _release(front, by, instant, instant)
    note("front_launch", front, by, edition=edition.pk)
    return edition


@verb
def schedule(front: Front, *, by: Any, version: int, at: datetime.datetime) -> FrontEdition:
    """Show readers the draft, as it stands now, from an instant to come."""
    _take(front, by, "launch_front", version)
    instant = now()
    if at <= instant:
        raise Refused(_("That time has passed. Choose a later one, or launch now."))
    edition = _release(front, by, at, instant)
    note("front_schedule", front, by, edition=edition.pk, at=at.isoformat())
    return edition


@verb
def schedule_with(front: Front, *, by: Any, version: int, story: int) -> FrontEdition:
    """Show readers the draft from the very instant at which a story's next edition begins, wherever that is moved to;
    it is called off with the story's (see `together`)."""
    # The story is held first, as by every verb of its own, so that nobody moves it in between.
    article = Article.objects.select_for_update(of=["self"]).filter(pk=story).first()
    _take(front, by, "launch_front", version)
    instant = now()
    coming = article.editions.pending(instant).order_by("live_from").first() if article else None
    if article is None or coming is None:
        raise Refused(_("This story is not scheduled. Schedule it first, then the front together with it."))
    edition = _release(front, by, coming.live_from, instant, together_with=article)
    note("front_schedule", front, by, edition=edition.pk, at=edition.live_from.isoformat(), with_story=coming.headline)
    return edition


@verb
def unschedule(front: Front, *, by: Any, version: int, edition: int) -> None:
    """Call off one change that is to come."""
    _take(front, by, "launch_front", version)
    instant = now()
    coming = front.editions.pending(instant).filter(pk=edition).first()
    if coming is None:
        raise Refused(_("This change is not to come any more: it is live, or was called off."))
    timeline.call_off(coming, instant)
    note("front_unschedule", front, by, edition=coming.pk, at=coming.live_from.isoformat())


@verb
def undo(front: Front, *, by: Any, version: int) -> None:
    """Show readers again what they saw before the front that is live: the edition before, or the front by rule. Used
    once more, it brings back what it took away. The draft stays as it is."""
    _take(front, by, "launch_front", version)
    instant = now()
    live = front.editions.live(instant).first()
    before = front.editions.seen(instant).exclude(pk=live.pk if live else 0).order_by("-live_from").first()
    if live is None and before is None:
        raise Refused(_("Nothing was launched here yet, so there is nothing to undo."))
    if live is not None and (before is None or before.live_until != live.live_from):
        FrontEdition.objects.filter(pk=live.pk).update(live_until=instant)
        note("front_undo", front, by)
        return
    assert before is not None
    edition = FrontEdition(front=front, layout=before.layout, live_from=instant, launched_by=by)
    timeline.add(edition, instant)
    note("front_undo", front, by, edition=edition.pk, brought_back=before.pk)


def note(name: str, front: Front, by: Any, **detail: Any) -> None:
    Record.objects.write(verb=name, by=by, subject=str(front), **detail)


def _refuse_without(by: Any, permission: str) -> None:
    if not by.has_perm(f"fronts.{permission}"):
        raise Refused(_("You may not do this with a front."))


def _take(front: Front, by: Any, permission: str, version: int, **changes: Any) -> None:
    """Take the front for a verb, if the rights allow it and nobody was quicker."""
    _refuse_without(by, permission)
    seen = Front.objects.filter(pk=front.pk, version=version)
    if not seen.update(version=F("version") + 1, touched_by=by, touched_at=Now(), **changes):
        raise Stale(_stale_message(front))
    front.refresh_from_db()


def _stale_message(front: Front) -> str:
    last = Front.objects.select_related("touched_by").get(pk=front.pk)
    return _("%(who)s changed this front at %(when)s, after you opened it. Load it again, then repeat your change.") % {
        "who": last.touched_by,
        "when": said(last.touched_at),
    }


def _release(
    front: Front, by: Any, begins: datetime.datetime, instant: datetime.datetime, together_with: Article | None = None
) -> FrontEdition:
    """A new edition of the draft from an instant on."""
    layout = _checked(front.draft, front.language)
    if not composed(layout, front.language, Moment.on(begins)).shown:
        raise Refused(_("No story of this front would be live then: readers would see an empty page."))
    if front.editions.pending(instant).filter(live_from=begins).exists():
        raise Refused(_("Another change of this front is to come at that very instant. Call it off first."))
    edition = FrontEdition(
        front=front, layout=layout.as_data(), live_from=begins, launched_by=by, together_with=together_with
    )
    timeline.add(edition, instant)
    return edition


def _checked(data: Any, language: str) -> Layout:
    """A layout whose rows are all there, in the front's language. Raises `Refused` with every error."""
    try:
        layout = read(data)
    except Invalid as error:
        raise Refused(" ".join(error.errors)) from error
    known = {
        Kind.SECTION: set(Section.objects.filter(pk__in=layout.ids_of(Kind.SECTION)).values_list("pk", flat=True)),
        Kind.TAG: set(Tag.objects.filter(pk__in=layout.ids_of(Kind.TAG)).values_list("pk", flat=True)),
    }
    stories = set(Article.objects.filter(pk__in=layout.named, language=language).values_list("pk", flat=True))
    errors = []
    for number, block in enumerate(layout.blocks, 1):
        if block.rule.kind in known and block.rule.of not in known[Kind(block.rule.kind)]:
            errors.append(_("Block %d: “rule” names a section or tag that is not there.") % number)
        for place, slot in enumerate(block.slots, 1):
            for field, named in (("article", [slot.article]), ("sublinks", slot.sublinks)) if slot else ():
                if not stories.issuperset(named):
                    errors.append(
                        _("Block %(block)d, place %(place)d: “%(field)s” names no story in the front’s language.")
                        % {"block": number, "place": place, "field": field}
                    )
    if errors:
        raise Refused(" ".join(errors))
    return layout
