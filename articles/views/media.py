"""Pictures. What readers uploaded nothing of may still be hostile, so files are served as inert as can be."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import renditions
from articles.models import Picture

A_DAY = 86_400


@require_safe
def rendition(request: HttpRequest, digest: str, width: str, extension: str) -> HttpResponseBase:
    """A picture in one of its sizes; gone (410) when the rights to it have ended, but for the desk.

    Its address names its content, so asking again is answered by 304; but it is asked again each day, as rights end.
    """
    picture = Picture.objects.filter(digest=digest).only("expires_at", "uses", "focal_x", "focal_y").first()
    if picture is None:
        raise Http404
    if picture.is_barred and not request.user.is_staff:
        return HttpResponse(status=410, headers={"Cache-Control": "no-store"})
    file = renditions.rendition(digest, int(width), extension)
    if file is None:
        raise Http404
    response = FileResponse(file, content_type=renditions.CONTENT_TYPES[extension])
    response["Cache-Control"] = (
        "private, no-store" if picture.is_barred else f"public, max-age={_seconds_kept(picture)}"
    )
    response["ETag"] = f'"{digest}-{width}-{extension}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _seconds_kept(picture: Picture) -> int:
    if picture.expires_at is None:
        return A_DAY
    return max(0, min(A_DAY, int((picture.expires_at - timezone.now()).total_seconds())))
