"""Pictures. What readers uploaded nothing of may still be hostile, so files are served as inert as can be."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from articles import renditions

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def rendition(request: HttpRequest, digest: str, width: str, extension: str) -> HttpResponseBase:
    """A picture in one of its sizes. The address names the content, so it may be kept for ever."""
    file = renditions.rendition(digest, int(width), extension)
    if file is None:
        raise Http404
    response = FileResponse(file, content_type=renditions.CONTENT_TYPES[extension])
    response["Cache-Control"] = FOR_EVER
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
