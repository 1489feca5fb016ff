from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from newsroom.pagecache.figures import in_words, of_all


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """How the kept pages are doing, for whoever watches the machines: by the token of METRICS_TOKEN, or at the desk by
    an administrator. For others there is no such page. With the token it asks the database nothing."""
    if not _has_token(request) and not request.user.has_perm("staff.change_user"):
        raise Http404
    text = in_words(of_all(settings.PAGE_FIGURES))
    return HttpResponse(text, content_type="text/plain; version=0.0.4", headers={"Cache-Control": "no-store"})


def _has_token(request: HttpRequest) -> bool:
    said = request.headers.get("Authorization", "")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(said, f"Bearer {settings.METRICS_TOKEN}")
