"""Readers who come at their times, however long others wait for their answers: an open load, in one process.

A latency is counted from the moment at which a request was due, so that a server which stands still for a second is
seen by all who would have come in that second. Connections are kept alive and used again; whoever finds none free
opens one, as the next reader would.
"""

import asyncio
import itertools
import statistics
import time
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

PATIENCE = 30  # seconds
# A free connection that the server has closed meanwhile says so at once.
CLOSED = (ConnectionError, asyncio.IncompleteReadError)


class Request(NamedTuple):
    kind: str
    path: str
    form: dict[str, str] | None = None
    headers: tuple[tuple[str, str], ...] = (("Accept-Encoding", "gzip"),)

    def written(self, host: str) -> bytes:
        headers = dict([("Host", host), *self.headers])
        body = urlencode(self.form).encode() if self.form is not None else b""
        if self.form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        lines = [f"{'GET' if self.form is None else 'POST'} {self.path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode() + body


class Answer(NamedTuple):
    """Seconds after the beginning at which it was due, and seconds from then to its end. Without an answer, 0."""

    kind: str
    due: float
    took: float
    status: int
    comes_back: bool  # with a Retry-After

    @property
    def is_error(self) -> bool:
        return self.status == 0 or self.status >= 500


class Readers:
    """Everybody who asks one server."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = str(parts.hostname), int(parts.port or 80)
        self.free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self.answers: list[Answer] = []
        self.began = time.monotonic()

    async def come(self, requests: Iterable[Request], *, rate: float, seconds: float) -> None:
        """Ask so many a second, from now on and for so long; ends when the last one is answered."""
        begin = time.monotonic()
        asked = []
        for number, request in enumerate(itertools.islice(requests, round(rate * seconds))):
            due = begin + number / rate
            await asyncio.sleep(due - time.monotonic())
            asked.append(asyncio.create_task(self._ask(request, due)))
        await asyncio.gather(*asked)

    async def _ask(self, request: Request, due: float) -> None:
        status, head = 0, b""
        try:
            async with asyncio.timeout(PATIENCE):
                status, head = await self._answer(request.written(f"{self.host}:{self.port}"))
        except (OSError, EOFError):
            pass
        took, comes_back = time.monotonic() - due, b"\r\nretry-after:" in head
        self.answers.append(Answer(request.kind, due - self.began, took, status, comes_back))

    async def _answer(self, written: bytes) -> tuple[int, bytes]:
        while self.free:
            line = self.free.pop()
            try:
                return await self._say(*line, written)
            except CLOSED:
                line[1].close()
        return await self._say(*await asyncio.open_connection(self.host, self.port), written)

    async def _say(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, written: bytes
    ) -> tuple[int, bytes]:
        try:
            writer.write(written)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            await _read_body(reader, head)
        except BaseException:
            # Half an answer is still on its way: nobody can use this connection.
            writer.close()
            raise
        self.free.append((reader, writer))
        return int(head[9:12]), head


async def _read_body(reader: asyncio.StreamReader, head: bytes) -> None:
    if b"\r\ntransfer-encoding: chunked" in head:
        while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
            await reader.readexactly(size + 2)
        await reader.readuntil(b"\r\n")
    else:
        await reader.readexactly(int(head.partition(b"\r\ncontent-length:")[2].split(b"\r\n")[0] or 0))


def latencies(answers: list[Answer]) -> list[str]:
    """p50, p95, p99 and the longest, in milliseconds."""
    took = sorted(1000 * answer.took for answer in answers) or [0.0]
    parts = statistics.quantiles(took, n=100, method="inclusive") if len(took) > 1 else took * 99
    return [f"{each:.1f}" for each in (statistics.median(took), parts[94], parts[98], took[-1])]
