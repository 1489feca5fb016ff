"""What the paper got wrong, and what it has added since: one page for all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import metadata
from articles.listings import PAGE_SIZE, Listing, mark_of, place_of, spoken
from articles.models import Correction


def corrections(request: HttpRequest) -> HttpResponse:
    """The corrections of live stories in the language that is spoken, newest first."""
    mark = request.GET.get("before", "")
    rows = list(Correction.objects.in_language(spoken()).newest_first(place_of(mark))[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    about = _("What we got wrong, and what readers of a story should know.")
    listing = Listing.apart("corrections", _("Corrections"), reverse("corrections"), about)
    context = {
        "listing": listing,
        "page": {"corrections": shown, "next_mark": mark_of(shown[-1].place) if len(rows) > PAGE_SIZE else ""},
        "in_other_languages": listing.in_other_languages,
        "is_first_page": not mark,
        "metadata": metadata.of_list(request, listing, mark),
    }
    return render(request, "articles/corrections.html", context)
