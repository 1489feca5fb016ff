from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles import origin
from articles.context import absolute
from articles.listings import spoken
from newsroom.readership import counting
from newsroom.readership.ranking import most_read
from newsroom.readership.readers import is_reader

# What a story's id can be.
BEYOND = 2**63


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
    path = reverse("most_read")
    context = {
        "listing": {"kind": "most-read", "title": _("Most read"), "path": path},
        "page": {"editions": most_read(spoken())},
        "is_first_page": True,
        "canonical": absolute(request, path),
    }
    return render(request, "readership/most_read.html", context)
