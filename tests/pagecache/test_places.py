"""Never so many threads wait for something that nobody is left to answer from memory."""

import threading
import time

import pytest

from newsroom.pagecache import places
from newsroom.pagecache.places import Places
from tests.waiting import together


@pytest.fixture
def one() -> Places:
    return Places(1, "one at a time")


def test_who_has_to_wait_gets_the_place_that_is_left(one):
    assert one.take()
    threading.Timer(0.1, one.leave).start()
    assert one.take()
    assert one.refused == 0


def test_many_take_turns_for_as_long_as_there_are_turns(monkeypatch):
    """Each waits longer in all than anybody would wait for one turn."""
    monkeypatch.setattr(places, "PATIENCE", 0.3)
    three, served = Places(3, "turns"), []

    def come() -> None:
        assert three.take()
        time.sleep(0.05)
        served.append(1)
        three.leave()

    together([come] * 40)
    assert len(served) == 40
    assert three.refused == 0


def test_where_nobody_leaves_others_are_refused_at_once(one, monkeypatch, caplog):
    monkeypatch.setattr(places, "PATIENCE", 0.2)
    assert one.take()
    began = time.monotonic()
    assert not one.take()
    assert time.monotonic() - began >= 0.19
    began = time.monotonic()
    for _ in range(100):
        assert not one.take()
    assert time.monotonic() - began < 0.1
    assert one.refused == 101
    assert len(caplog.records) == 1
    one.leave()
    assert one.take()


def test_a_place_taken_after_a_long_rest_is_not_thought_stuck(one, monkeypatch):
    monkeypatch.setattr(places, "PATIENCE", 0.2)
    assert one.take()
    one.leave()
    time.sleep(0.3)
    assert one.take()
    threading.Timer(0.1, one.leave).start()
    assert one.take()
