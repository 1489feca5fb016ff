from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from newsroom.operations.lateness import late_jobs


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 while pages can be made; without the database, 503 (see `Unavailable`).

    Late jobs are told, and are no reason to send readers elsewhere.
    """
    text = f"ok\njobs: {late_jobs()}\n"
    return HttpResponse(text, content_type="text/plain", headers={"Cache-Control": "no-store"})
