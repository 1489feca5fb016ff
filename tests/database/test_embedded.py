"""The embedded server is shared, and stopped by whoever leaves last, however the others have ended."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.database.conftest import PATIENCE, Server, User

Start = Callable[..., User]


def test_processes_that_begin_at_once_make_and_share_one_server(fresh_folder: Callable[[], Path]) -> None:
    server = Server(fresh_folder())
    users = [User(server.var) for _ in range(3)]
    for each in users:
        each.say("ask")
    assert [each.hear() for each in users] == ["newsroom"] * 3

    pid = server.pid
    for each in users[:-1]:
        each.close()
        assert server.runs
    assert users[-1].ask() == "newsroom"
    assert server.pid == pid
    users[-1].close()
    assert not server.runs


def test_the_server_does_not_start_before_it_is_needed(server: Server, user: Start) -> None:
    idle = user()
    assert idle.process.stdout is not None
    assert idle.process.stdout.readline() == "ready\n"
    assert not server.runs
    idle.close()


def test_a_killed_process_leaves_no_trace(server: Server, user: Start) -> None:
    killed, following = user(), user()
    killed.ask()
    pid = server.pid
    killed.kill()

    assert following.ask() == "newsroom"
    assert server.pid == pid
    following.close()
    assert not server.runs


@pytest.mark.parametrize("way", ["pooled", "direct"])
def test_a_killed_server_is_started_again_for_a_process_that_uses_it(server: Server, user: Start, way: str) -> None:
    survivor = user(way)
    survivor.ask()
    pid = server.pid
    server.kill()

    assert survivor.ask() == "newsroom"
    assert server.pid != pid
    survivor.close()
    assert not server.runs


def test_signals_to_end_stop_the_server(server: Server, user: Start) -> None:
    terminated, hung_up = user(), user()
    assert [terminated.ask(), hung_up.ask()] == ["newsroom"] * 2
    terminated.process.send_signal(signal.SIGTERM)
    assert terminated.process.wait(PATIENCE) == 128 + signal.SIGTERM
    assert server.runs

    hung_up.process.send_signal(signal.SIGHUP)
    assert hung_up.process.wait(PATIENCE) == 128 + signal.SIGHUP
    assert not server.runs


def test_a_forked_child_keeps_the_server_after_its_parent(server: Server, user: Start) -> None:
    parent = user()
    parent.ask()
    pid = server.pid
    parent.say("fork")
    assert parent.hear() == "forked"
    parent.process.wait(PATIENCE)

    assert server.runs
    assert parent.ask() == "newsroom"  # the child, which reads in its parent's stead
    assert server.pid == pid
    parent.close()
    assert server.has_stopped()


def test_a_forked_child_that_never_asks_still_lets_the_server_stop(server: Server, user: Start) -> None:
    parent = user()
    parent.ask()
    parent.say("fork")
    assert parent.hear() == "forked"
    parent.close()
    assert server.has_stopped()


def test_a_child_of_multiprocessing_stops_the_server_although_it_skips_atexit(server: Server, user: Start) -> None:
    parent = user()
    parent.say("ask in a child")
    assert [parent.hear(), parent.hear()] == ["newsroom", "joined"]
    assert not server.runs
    assert parent.process.poll() is None
