"""A front as readers are going to see it at an instant: the real page, for the desk alone."""

import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from articles import languages
from articles.cards import Card
from articles.context import absolute
from articles.dates import said
from articles.listings import Page, within
from articles.moment import Moment
from articles.views.lists import section_context
from articles.views.preview import Bar
from newsroom.fronts.composing import composed
from newsroom.fronts.desk import draft_of
from newsroom.fronts.models import Front
from newsroom.fronts.pages import curated_at, front_at
from newsroom.fronts.section_page import part_of
from newsroom.fronts.views import home_context

# What is looked at: the draft, or what readers are going to see by what is scheduled.
DRAFT, READERS = "draft", "readers"


def page(request: HttpRequest, front: Front, *, of: str, at: datetime.datetime | None) -> HttpResponse:
    """The draft with the stories that are live at an instant, or now; or what readers see then."""
    moment = Moment.on(at) if at else Moment.present()
    instant = said(moment.at)
    words = _("Preview: the draft, at %s") if of == DRAFT else _("Preview: what readers see at %s")
    bar = Bar(words % instant, translation.get_language() or settings.LANGUAGE_CODE)
    with languages.speaking(front.language):
        template, context = _page_of(request, front, of, moment)
        answer = render(request, "fronts/preview.html", {**context, "page_template": template, "preview": bar})
    answer["Content-Language"] = front.language
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


def _page_of(request: HttpRequest, front: Front, of: str, moment: Moment) -> tuple[str, dict[str, Any]]:
    section, language = front.section, front.language
    draft = composed(draft_of(front, moment), language, moment) if of == DRAFT else None
    if section is None:
        return "fronts/front.html", home_context(draft or front_at(language, None, moment), moment)
    if shown := draft or curated_at(language, section, moment):
        return "articles/section.html", section_context(request, section, moment, part_of(shown))
    listing = within(section, at=moment.at)
    listed = Page.of(listing)
    return "articles/section.html", {
        "listing": listing,
        "page": listed,
        "cards": tuple(map(Card.of, listed.editions)),
        "is_first_page": True,
        "canonical": absolute(request, listing.path),
        "sections": moment.sections,
    }
