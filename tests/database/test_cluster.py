"""The data folder survives what machines do to it."""

import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from newsroom.database import DatabaseTrouble, embedded, programs
from newsroom.database.cluster import LONGEST_SOCKET_FOLDER, SERVER_SETTINGS, Cluster, socket_folder
from tests.database.conftest import Server


def connect(data: Path) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(host=str(socket_folder(data)), user="newsroom", dbname="newsroom", autocommit=True)


@pytest.fixture(autouse=True)
def leave_at_the_end(server: Server) -> Iterator[None]:
    yield
    embedded.leave()


@pytest.fixture
def data(server: Server) -> Path:
    return server.data


def test_letters_of_every_script_have_their_case(data: Path) -> None:
    embedded.use(data)
    with connect(data) as connection:
        row = connection.execute("SELECT lower('ÉÇЖ'), upper('éß'), current_setting('server_encoding')")
        assert row.fetchone() == ("éçж", "ÉSS", "UTF8")


def test_the_terminal_s_ctrl_c_does_not_reach_it(server: Server, data: Path) -> None:
    embedded.use(data)
    assert os.getsid(server.pid) == os.getpgid(server.pid) == server.pid


def test_it_listens_on_no_port_and_its_folder_is_closed_to_others(data: Path) -> None:
    embedded.use(data)
    with connect(data) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


@pytest.mark.parametrize("occupant", ["living", "dead", "garbage"])
def test_a_pid_file_left_by_a_dead_server_does_not_stop_the_next(data: Path, occupant: str) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    # After a reboot the old number may belong to any process; the worst is one of the server's own user.
    with subprocess.Popen(["sleep", "60"], user=programs.server_user(data)) as other:
        number = {"living": str(other.pid), "dead": str(gone.pid), "garbage": ""}[occupant]
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            (data / name).write_text(f"{number}\n{data}\n1700000000\n5432\n.\n\n  1 1\nready\n")
        embedded.use(data)
        with connect(data) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        other.kill()


def test_a_half_made_cluster_is_made_again(fresh_folder: Callable[[], Path]) -> None:
    data = fresh_folder() / "postgres"
    half = data.with_name("postgres.unfinished")
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    embedded.use(data)
    with connect(data) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == ("newsroom",)
    assert not half.exists()


def test_its_database_is_made_again_when_it_is_missing(data: Path) -> None:
    embedded.use(data)
    with psycopg.connect(host=str(data), user="newsroom", dbname="postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE newsroom")
    embedded.leave()
    embedded.use(data)
    connect(data).close()


def test_data_of_another_version_is_refused_in_a_sentence(fresh_folder: Callable[[], Path]) -> None:
    data = fresh_folder() / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text("16\n")
    with pytest.raises(DatabaseTrouble, match=r"made by PostgreSQL 16, and this is PostgreSQL 18: move"):
        embedded.use(data)


def test_a_start_that_fails_says_why(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SERVER_SETTINGS, "port", "0")
    with pytest.raises(DatabaseTrouble, match=r"failed at pg_ctl start \(.*\"port\".*\): see .*postgres\.log"):
        embedded.use(data)


def test_a_full_disk_is_named_as_the_reason(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "postgres")
    cluster.log.write_text('FATAL:  could not write lock file "postmaster.pid": No space left on device\n')
    assert cluster._reason(0) == "the disk is full: free some space"


def test_a_missing_wheel_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "find_spec", lambda name: None)
    with pytest.raises(DatabaseTrouble, match="install"):
        embedded.use(data)


def test_settings_meant_for_other_servers_do_not_reach_ours(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPORT", "6543")
    monkeypatch.setenv("PGDATA", "/nowhere")
    embedded.use(data)
    assert (data / ".s.PGSQL.5432").is_socket()


def test_a_folder_too_deep_for_a_socket_gets_a_short_one(server: Server, fresh_folder: Callable[[], Path]) -> None:
    deep = fresh_folder() / ("it's a $HOME, " + "x" * LONGEST_SOCKET_FOLDER)
    deep.mkdir()
    data = deep / "postgres"
    shutil.copytree(server.data, data)
    owner = server.data.stat()
    for path in (data, *data.rglob("*")):
        os.chown(path, owner.st_uid, owner.st_gid)
    embedded.use(data)
    with connect(data) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert stat.S_IMODE(socket_folder(data).stat().st_mode) == 0o700
    embedded.leave()
    socket_folder(data).rmdir()


def test_a_short_folder_that_somebody_else_made_is_refused(fresh_folder: Callable[[], Path]) -> None:
    data = fresh_folder() / ("y" * LONGEST_SOCKET_FOLDER) / "postgres"
    folder = socket_folder(data)
    folder.mkdir(mode=0o777)
    try:
        with pytest.raises(DatabaseTrouble, match="somebody else"):
            Cluster(data)._prepare_socket_folder()
    finally:
        folder.rmdir()
