from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles import lasting, metadata, origin
from articles.listings import Listing, spoken
from articles.prepared import Given, Prepared
from newsroom.readership import counting
from newsroom.readership.ranking import LASTS, most_read
from newsroom.readership.readers import is_reader

# What a story's id can be.
BEYOND = 2**63
MOST_READ = Prepared(lambda: most_read(Given("language")))


@csrf_exempt  # No session, no cookie: see `articles.origin`.
@require_POST
def read(request: HttpRequest, article: int) -> HttpResponse:
    """A page says that it was read. The answer is the same whether that is counted or not, and of any story."""
    if not origin.is_own(request):
        return render(request, "403.html", status=403)
    if article < BEYOND and is_reader(request):
        browser = request.headers.get("User-Agent", "")
        counting.reads.add(article, address=request.META.get("REMOTE_ADDR", ""), browser=browser)
    return HttpResponse(status=204)


def most_read_page(request: HttpRequest) -> HttpResponse:
    """What most people read in the last 24 hours, in the language that is spoken."""
    lasting.until(timezone.now() + LASTS)
    editions = MOST_READ.all(language=spoken())
    about = _("What most people read here in the last 24 hours. We count reads, never readers.")
    listing = Listing.apart("most-read", _("Most read"), reverse("most_read"), about)
    context = {
        "listing": listing,
        "page": {"editions": editions},
        "in_other_languages": listing.in_other_languages,
        "is_first_page": True,
        "metadata": metadata.of_list(request, listing, editions=editions),
    }
    return render(request, "readership/most_read.html", context)
