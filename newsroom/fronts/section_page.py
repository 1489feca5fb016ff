"""The front of a section, as the part of its page that this room gives."""

from django.dispatch import receiver
from django.http import HttpRequest

from articles.listings import spoken
from articles.models import Section
from articles.moment import Moment
from articles.signals import section_page
from articles.views.story import Part
from newsroom.fronts.composing import Composed
from newsroom.fronts.pages import curated_at


@receiver(section_page, dispatch_uid="fronts.section_page")
def front_part(request: HttpRequest, section: Section, moment: Moment, **kwargs: object) -> Part | None:
    """One query, and another where a front is live; without one the page is the section's list."""
    front = curated_at(spoken(), section, moment)
    return part_of(front) if front else None


def part_of(front: Composed) -> Part:
    return Part("fronts/section_blocks.html", {"front": front, "editions": front.editions})
