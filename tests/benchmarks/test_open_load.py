"""The open load that benchmarks put on a site measures what readers would have."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from tests.benchmarks.open_load import Readers, Request

type Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwords"


def answered(serve: Serve, *, requests: int, rate: float, path: str = "/") -> Readers:
    """What so many readers have of a server that treats each connection so."""

    async def run() -> Readers:
        server = await asyncio.start_server(serve, "127.0.0.1")
        readers = Readers(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        await readers.come([Request("page", path)] * requests, rate=rate, seconds=requests / rate)
        for _, line in readers.free:
            line.close()
        server.close()
        return readers

    # In a thread: the browser's driver has a loop of its own in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, run()).result()


def saying(*answers: bytes, pause: float = 0, connections: list[int] | None = None) -> Serve:
    """A server that says these on each connection, one after the other, and then closes it."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if connections is not None:
            connections.append(1)
        for answer in answers:
            if not await reader.readline():
                break
            while (await reader.readline()).strip():
                pass
            await asyncio.sleep(pause)
            writer.write(answer)
        writer.close()

    return serve


def test_a_connection_is_used_again():
    connections: list[int] = []
    readers = answered(saying(*[PAGE] * 20, connections=connections), requests=10, rate=100)
    assert [answer.status for answer in readers.answers] == [200] * 10
    assert len(connections) < 10


def test_a_connection_that_was_closed_meanwhile_is_no_error():
    readers = answered(saying(PAGE), requests=10, rate=100)
    assert [answer.status for answer in readers.answers] == [200] * 10


def test_an_answer_in_chunks_is_read_to_its_end():
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwords\r\n3\r\n...\r\n0\r\n\r\n"
    readers = answered(saying(*[chunked] * 20), requests=5, rate=100)
    assert [answer.status for answer in readers.answers] == [200] * 5


def test_it_is_told_who_is_asked_to_come_back():
    away = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nContent-Length: 0\r\n\r\n"
    [answer] = answered(saying(away), requests=1, rate=100).answers
    assert (answer.status, answer.comes_back, answer.is_error) == (503, True, True)


def test_no_answer_is_an_error():
    [answer] = answered(saying(b""), requests=1, rate=100).answers
    assert (answer.status, answer.is_error) == (0, True)


def test_nobody_waits_for_somebody_else_and_all_that_wait_are_counted():
    readers = answered(saying(*[PAGE] * 20, pause=0.3), requests=10, rate=100)
    # They came within a tenth of a second, and each had to wait for three.
    assert max(answer.due for answer in readers.answers) < 0.3
    assert min(answer.took for answer in readers.answers) >= 0.29
    assert max(answer.took for answer in readers.answers) < 1
