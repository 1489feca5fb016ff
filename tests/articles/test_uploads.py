"""A file that is too large is refused with a sentence, and fills neither the disk nor the memory."""

import io
import tracemalloc
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest

from articles import intake
from articles.intake.uploads import MOST_BYTES

MEGABYTE = 1024 * 1024
BOUNDARY = "x-x-x"
HEAD = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{{}}"; filename="{{}}"\r\n\r\n'
TAIL = f'\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="caption"\r\n\r\nA bridge\r\n--{BOUNDARY}--\r\n'


class Body(io.RawIOBase):
    """A request's body that is made as it is read, and looks how much of it lies on the disk."""

    def __init__(self, folder: Path, sizes: list[int]) -> None:
        self.folder = folder
        self.most = 0
        self.pieces = self._pieces(sizes)
        self.rest = b""
        self.length = sum(len(HEAD.format("file", f"{size}.jpg")) + size for size in sizes) + len(TAIL)
        self.length += 2 * (len(sizes) - 1)

    def _pieces(self, sizes: list[int]):
        for number, size in enumerate(sizes):
            yield ("\r\n" if number else "").encode() + HEAD.format("file", f"{size}.jpg").encode()
            for _ in range(size // MEGABYTE):
                self.most = max(self.most, sum(path.stat().st_size for path in self.folder.iterdir()))
                yield b"\xff" * MEGABYTE
            yield b"\xff" * (size % MEGABYTE)
        yield TAIL.encode()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        while not self.rest:
            piece = next(self.pieces, None)
            if piece is None:
                return 0
            self.rest = piece
        given, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    return tmp_path


def sent(body: Body) -> WSGIRequest:
    return WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "wsgi.input": io.BufferedReader(body),
            "CONTENT_LENGTH": str(body.length),
            "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
        }
    )


def test_a_hundred_megabytes_are_thrown_away_as_they_come(folder):
    body = Body(folder, [100 * MEGABYTE])
    request = sent(body)
    tracemalloc.start()
    file = request.FILES["file"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert file.size == 100 * MEGABYTE
    assert request.POST["caption"] == "A bridge"
    assert body.most <= MOST_BYTES
    assert peak < 8 * MEGABYTE
    assert not list(folder.iterdir())
    with pytest.raises(ValidationError, match="larger than 30 MB"):
        intake.take_in(file)


def test_the_file_after_one_that_is_too_large_is_whole(folder):
    request = sent(Body(folder, [MOST_BYTES + 1, 3 * MEGABYTE]))
    first, second = request.FILES.getlist("file")
    assert (first.size, second.size) == (MOST_BYTES + 1, 3 * MEGABYTE)
    assert len(second.read()) == 3 * MEGABYTE
    second.close()


def test_what_is_just_small_enough_is_kept_whole(folder):
    file = sent(Body(folder, [MOST_BYTES])).FILES["file"]
    assert file.size == MOST_BYTES == len(file.read())
    file.close()
