"""What the paper got wrong, and what it has added since: one page for all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _

from articles.context import absolute
from articles.listings import PAGE_SIZE, mark_of, other_languages, place_of, spoken
from articles.models import Correction


def corrections(request: HttpRequest) -> HttpResponse:
    """The corrections of live stories in the language that is spoken, newest first."""
    mark = request.GET.get("before", "")
    rows = list(Correction.objects.in_language(spoken()).newest_first(place_of(mark))[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    path = reverse("corrections")
    context = {
        "listing": {"kind": "corrections", "title": _("Corrections"), "path": path},
        "page": {"corrections": shown, "next_mark": mark_of(shown[-1].place) if len(rows) > PAGE_SIZE else ""},
        "in_other_languages": {code: translate_url(path, code) for code in other_languages()},
        "is_first_page": not mark,
        "canonical": absolute(request, path + (f"?before={mark}" if mark else "")),
    }
    return render(request, "articles/corrections.html", context)
