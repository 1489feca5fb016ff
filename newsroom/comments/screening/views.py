from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from articles.views.story import find_live
from newsroom.comments.screening import challenge as challenges


@require_safe
def challenge(request: HttpRequest, article: int) -> HttpResponse:
    """A proof of work for a comment on this story; 204 while none is asked for. HEAD asks only whether one is."""
    if article >= 2**63 or find_live(article=article) is None:
        raise Http404
    response: HttpResponse
    if not challenges.is_wanted():
        response = HttpResponse(status=204)
    elif request.method == "HEAD":
        response = HttpResponse(content_type="application/json")
    else:
        response = JsonResponse(challenges.make(article))
    response["Cache-Control"] = "no-store"
    return response
