"""The words of a front's screen and of the record."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.fronts.layout import Kind, Look

# How the record says what was done.
DEEDS = {
    "front_curate": gettext_lazy("began to curate a front"),
    "front_save": gettext_lazy("changed the draft of a front"),
    "front_discard": gettext_lazy("discarded the draft of a front"),
    "front_take_up": gettext_lazy("took an edition of a front into its draft"),
    "front_limit": gettext_lazy("set how old the lead of a front may be"),
    "front_launch": gettext_lazy("launched a front"),
    "front_schedule": gettext_lazy("scheduled a front"),
    "front_unschedule": gettext_lazy("called off a change of a front"),
    "front_move": gettext_lazy("moved a front together with its story"),
    "front_undo": gettext_lazy("brought back the front before"),
}
# And what it was done with.
LABELS = {
    "with_story": gettext_lazy("Together with"),
    "minutes": gettext_lazy("Minutes"),
    "brought_back": gettext_lazy("Brought back"),
}
# What a button says when it is done.
DONE = {
    "launch": gettext_lazy("Launched: readers see it now."),
    "schedule": gettext_lazy("Scheduled."),
    "schedule_with": gettext_lazy("Scheduled: it goes live together with the story, whenever that is."),
    "unschedule": gettext_lazy("Called off."),
    "undo": gettext_lazy("Readers see the front before again. The draft was not touched."),
    "discard": gettext_lazy("The draft is again what readers see."),
    "take_up": gettext_lazy("It is in the draft now. Readers see no difference before you launch it."),
    "limit": gettext_lazy("The limit is set."),
}


def looks() -> list[dict[str, Any]]:
    return [{"value": value, "label": str(label)} for value, label in Look.choices]


def rules() -> list[dict[str, Any]]:
    return [{"value": value, "label": str(label)} for value, label in Kind.choices]


def of_screen() -> dict[str, str]:
    """What the screen's script says."""
    return {
        "saved": _("Draft saved"),
        "saving": _("Saving …"),
        "unsaved": _("Not saved: no connection. It is tried again."),
        "differs": _("Draft: not what readers see"),
        "same": _("Readers see this"),
        "block": _("Block %s"),
        "title": _("Heading"),
        "look": _("Look"),
        "cards": _("Cards"),
        "rule": _("The rest"),
        "tag": _("Tag"),
        "noTag": _("There is no such tag."),
        "up": _("Move up"),
        "down": _("Move down"),
        "remove": _("Remove"),
        "removeBlock": _("Remove the block"),
        "addBlock": _("Add a block"),
        "edit": _("Edit"),
        "choose": _("Choose a story"),
        "keep": _("Keep here"),
        "byRule": _("By rule"),
        "empty": _("Empty"),
        "lead": _("Lead"),
        "makeLead": _("Make it the lead"),
        "ownWords": _("Own words"),
        "noPicture": _("Without its picture"),
        "leavesNoHole": _("Not live: what follows moves up"),
        "again": _("Stands further up already: left out here"),
        "place": _("%(story)s: place %(place)s of block %(block)s"),
        "removed": _("%s was removed"),
        "full": _("A block can have 24 cards at most."),
        "search": _("Find a story"),
        "none": _("No story found."),
        "failed": _("The desk does not answer. Try again."),
        "kicker": _("Kicker"),
        "headline": _("Headline"),
        "standfirst": _("Standfirst"),
        "sublinks": _("Further stories below it"),
        "addSublink": _("Add a further story"),
        "twice": _("May stand here though it stands further up"),
        "asStory": _("As the story has it"),
        "apply": _("Apply"),
        "cancel": _("Cancel"),
        "close": _("Close"),
        "onFront": _("On the front"),
        "reload": _("Load it again"),
        "stepBack": _("Step back"),
        "openStory": _("Open the story"),
        "sure": _("Remove this block with its %s stories?"),
    }
