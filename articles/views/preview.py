"""A story's page before it is out: for the desk, and for outsiders who were given a link."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from articles import languages
from articles.models import Edition
from articles.preview import count_look, edition_of, standing_link
from articles.views.story import page_of, surround


@dataclass(frozen=True)
class Bar:
    """What stands on the page, and is no part of it: that this is a preview, in the language of whoever looks."""

    words: str
    language: str

    @property
    def direction(self) -> str:
        return languages.direction(self.language)


def shared(request: HttpRequest, token: str) -> HttpResponse:
    """What a link shows: the working copy as it stands. Whatever is wrong with a link, the answer is the same 404."""
    link = standing_link(token)
    if link is None:
        raise Http404
    if request.method == "GET" and not _is_of_the_desk(request):
        count_look(link)
    edition = edition_of(link.article)
    with languages.speaking(edition.language):
        answer = page(request, edition, Bar(_("Preview: this story is not published"), edition.language))
    answer["Cache-Control"] = "no-store, private"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def page(request: HttpRequest, edition: Edition, bar: Bar) -> HttpResponse:
    """The public page of an edition that is stored nowhere, in its language, with nothing that posts and nothing
    that machines could take for a publication."""
    with languages.speaking(edition.language):
        answer = render(request, "desk/preview.html", {**page_of(surround(edition)), "preview": bar})
    answer["Content-Language"] = edition.language
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


def desk_bar() -> Bar:
    """For whoever sits at the desk, in the desk's language."""
    return Bar(_("Preview: not what readers see yet"), translation.get_language() or settings.LANGUAGE_CODE)


def _is_of_the_desk(request: HttpRequest) -> bool:
    """Whether whoever looks is signed in. No session is opened for anybody who has none."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
