"""Pictures. What readers uploaded nothing of may still be hostile, so files are served as inert as can be."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import renditions
from articles.models import Picture

A_YEAR = 31_536_000


@require_safe
def rendition(request: HttpRequest, digest: str, width: str, extension: str) -> HttpResponseBase:
    """A picture in one of its sizes: kept by readers' browsers as long as the rights to it last, and gone (410) from
    then on, but for the desk."""
    picture = Picture.objects.filter(digest=digest).only("expires_at", "uses", "focal_x", "focal_y").first()
    barred = picture is not None and picture.is_barred
    if barred and not request.user.is_staff:
        return HttpResponse(status=410, headers={"Cache-Control": "no-store"})
    file = renditions.rendition(digest, int(width), extension)
    if file is None:
        raise Http404
    response = FileResponse(file, content_type=renditions.CONTENT_TYPES[extension])
    response["Cache-Control"] = "private, no-store" if barred else _kept_as_long_as(picture)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _kept_as_long_as(picture: Picture | None) -> str:
    """The address names the content: it may be kept for ever, or until the rights end."""
    if picture is None or picture.expires_at is None:
        return f"public, max-age={A_YEAR}, immutable"
    left = int((picture.expires_at - timezone.now()).total_seconds())
    return f"public, max-age={max(0, min(A_YEAR, left))}"
