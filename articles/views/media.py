"""Pictures. What readers uploaded nothing of may still be hostile, so files are served as inert as can be."""

from collections.abc import Callable

from django.core.files.base import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import renditions, shapes
from articles.models import Picture

A_DAY = 86_400


@require_safe
def rendition(request: HttpRequest, digest: str, width: str, extension: str) -> HttpResponseBase:
    """A picture in one of its sizes."""
    return _serve(request, digest, extension, lambda picture: renditions.rendition(digest, int(width), extension))


@require_safe
def cut(request: HttpRequest, digest: str, width: str, shape: str, x: str, y: str) -> HttpResponseBase:
    """A picture in a shape. Made on first need about its present focal point alone: others that were are kept."""
    asked = shapes.named(digest, int(width), shape, int(x), int(y))

    def file(picture: Picture) -> File | None:
        if asked == shapes.cut_of(vars(picture), shape):
            shapes.make(asked)
        return shapes.file_of(asked)

    return _serve(request, digest, "jpg", file)


def _serve(
    request: HttpRequest, digest: str, extension: str, file_of: Callable[[Picture], File | None]
) -> HttpResponseBase:
    """The file; gone (410) when the rights to its picture have ended, but for the desk.

    Its address names its content, so asking again is answered by 304; but it is asked again each day, as rights end.
    """
    fields = ("digest", "width", "height", "focal_x", "focal_y", "expires_at", "uses")
    picture = Picture.objects.filter(digest=digest).only(*fields).first()
    if picture is None:
        raise Http404
    if picture.is_barred and not request.user.is_staff:
        return HttpResponse(status=410, headers={"Cache-Control": "no-store"})
    file = file_of(picture)
    if file is None:
        raise Http404
    response = FileResponse(file, content_type=renditions.CONTENT_TYPES[extension])
    response["Cache-Control"] = (
        "private, no-store" if picture.is_barred else f"public, max-age={_seconds_kept(picture)}"
    )
    response["ETag"] = f'"{digest}-{request.path.rpartition("/")[2]}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _seconds_kept(picture: Picture) -> int:
    if picture.expires_at is None:
        return A_DAY
    return max(0, min(A_DAY, int((picture.expires_at - timezone.now()).total_seconds())))
