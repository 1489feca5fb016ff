"""Uploads on their way in, before any view sees them."""

import io
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MOST_BYTES = 30 * 1024 * 1024


class BoundedUploads(TemporaryFileUploadHandler):
    """Django's handler of large uploads, of which none fills more than 30 MB of the disk.

    What comes after is counted and thrown away, so that the form can still say in a sentence what is wrong: such a
    file has its true size, and no content.
    """

    is_too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.is_too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.is_too_large:
            return
        if start + len(raw_data) <= MOST_BYTES:
            super().receive_data_chunk(raw_data, start)
            return
        self.is_too_large = True
        self.file.close()  # which removes it

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if not self.is_too_large:
            return super().file_complete(file_size)
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, file_size, self.charset)
