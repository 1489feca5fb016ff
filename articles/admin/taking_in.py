"""Pictures as the desk's scripts take them in: each on its own, completed on its card, or thrown away again."""

import hashlib
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from articles import intake, rights
from articles.admin.library import as_found
from articles.admin.picture_forms import WordsForm
from articles.admin.recorded import Recorded
from articles.models import Picture
from articles.text import clean_line

MOST_ALIKE = 4
_NOT_KEPT = {"Cache-Control": "private, no-store"}


class TakingIn(Recorded):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("upload/", view(self.upload_view), name="articles_picture_upload"),
            path("<int:pk>/words/", view(self.words_view), name="articles_picture_words"),
            path("<int:pk>/discard/", view(self.discard_view), name="articles_picture_discard"),
            *super().get_urls(),
        ]

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Take `file` in. JSON: the picture, whether it is new, and those of the library that look the same."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_add_permission(request):
            raise PermissionDenied
        upload = request.FILES.get("file")
        if upload is None:
            return _answer({"error": _("Choose a file.")}, 400)
        try:
            picture, is_new = self._take_in(request, upload)
        except ValidationError as error:
            return _answer({"error": " ".join(error.messages)}, 400)
        alike = Picture.objects.exclude(pk=picture.pk).alike(picture.fingerprint) if is_new else Picture.objects.none()
        return _answer(
            {
                "picture": as_found(picture),
                "is_new": is_new,
                "may_change": rights.may_change_picture(request.user, picture),
                "alike": [as_found(each) for each in alike[:MOST_ALIKE]],
            }
        )

    def _take_in(self, request: HttpRequest, upload: UploadedFile) -> tuple[Picture, bool]:
        said = hashlib.file_digest(upload.open(), "sha256").hexdigest()
        there = Picture.objects.filter(upload_digest=said).first()
        if there is not None:
            return there, False
        upload.seek(0)
        original = intake.take_in(upload)
        there = Picture.objects.filter(digest=original.digest).first()
        if there is not None:
            return there, False
        with transaction.atomic():
            picture = Picture.from_original(original, added_by=request.user)
            picture.filename = picture.filename or clean_line(str(upload.name))[:200]
            picture.upload_digest = picture.upload_digest or said
            picture.save(update_fields=["filename", "upload_digest"])
            self._record(request, "add", picture)
        return picture, True

    def words_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save the words on a picture's card. JSON: the picture; or what is wrong, by field."""
        picture = self._to_be_changed(request, pk)
        if picture is None:
            return HttpResponseNotAllowed(["POST"])
        form = WordsForm(request.POST, instance=picture)
        if not form.is_valid():
            return _answer({"errors": {name: " ".join(map(str, found)) for name, found in form.errors.items()}}, 400)
        with transaction.atomic():
            if form.changed_data:
                form.save()
                self._record(request, "change", picture, **self._changes(form))
        return _answer({"picture": as_found(picture)})

    def discard_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Throw away a picture that was taken in needlessly, such as a second copy; never one that is used."""
        picture = self._to_be_changed(request, pk)
        if picture is None:
            return HttpResponseNotAllowed(["POST"])
        if not (self.has_delete_permission(request, picture) or picture.added_by_id == request.user.pk):
            raise PermissionDenied
        try:
            with transaction.atomic():
                self._record(request, "delete", picture)
                picture.delete()
        except (ProtectedError, IntegrityError):  # the second, of a story that takes it at this moment
            return _answer({"error": _("A story uses this picture, so it stays.")}, 409)
        return _answer({})

    def _to_be_changed(self, request: HttpRequest, pk: int) -> Picture | None:
        """The picture that a POST is about, for whoever may change it; None for another method."""
        if request.method != "POST":
            return None
        picture = Picture.objects.filter(pk=pk).first() if pk < 2**63 else None
        if not self.has_view_permission(request):
            raise PermissionDenied
        if picture is None:
            raise Http404
        if not rights.may_change_picture(request.user, picture):
            raise PermissionDenied
        return picture


def _answer(data: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(data, status=status, headers=_NOT_KEPT)
