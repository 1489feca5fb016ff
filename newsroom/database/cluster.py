"""A PostgreSQL cluster in a folder of ours: how it is made, started and stopped."""

import hashlib
import os
import re
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import pq
from psycopg.conninfo import make_conninfo

from newsroom.database import programs
from newsroom.database.trouble import OTHER_SERVER, DatabaseTrouble

ROLE = DATABASE = "newsroom"
PORT = 5432
# A socket's path has room for 103 bytes on macOS, 107 on Linux, with the name that PostgreSQL gives it.
LONGEST_SOCKET_FOLDER = 103 - len(f"/.s.PGSQL.{PORT}")
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30
SERVER_SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "max_connections": "100",
    "shared_buffers": "128MB",
    "fsync": "on",
    "logging_collector": "off",
}


def socket_folder(data: Path) -> Path:
    """Where the server of `data` has its socket: in its data, which is closed to others, if that fits."""
    # libpq takes a comma in a host for the beginning of the next host.
    if len(os.fsencode(data)) <= LONGEST_SOCKET_FOLDER and "," not in str(data):
        return data
    # Always /tmp, not TMPDIR: processes with another environment must find the same folder.
    # _prepare_socket_folder refuses one that somebody else has put there.
    return Path("/tmp") / f"newsroom-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"  # noqa: S108


@dataclass(frozen=True)
class Cluster:
    """The cluster in the folder `data`. Its user holds the mutex: nothing here minds a second process."""

    data: Path

    @property
    def log(self) -> Path:
        return self.data.with_name(f"{self.data.name}.log")

    def accepts_connections(self) -> bool:
        return pq.PGconn.ping(self._conninfo().encode()) == pq.Ping.OK

    def start(self, *, alive: int) -> None:
        """Start the server, after making the cluster where there is none; DatabaseTrouble if that fails.

        `alive` is a file descriptor that the server and each of its processes keep open as long as they live.
        """
        if not self.data.exists():
            self._make()
        self._check_version()
        self._prepare_socket_folder()
        self._forget_stale_pid()
        # "." and a bare name, run from the folder above: pg_ctl passes these through a shell, to which
        # a character of our path might mean something.
        folder = socket_folder(self.data)
        settings = SERVER_SETTINGS | {"unix_socket_directories": "." if folder == self.data else str(folder)}
        flags = " ".join(f"-c {name}={value}" for name, value in settings.items())
        wait = ("-w", "-t", str(SECONDS_TO_START))
        self._run("pg_ctl", "start", *wait, "-D", self.data.name, "-o", flags, keep=alive)
        self._ensure_database()

    def stop(self) -> None:
        """Stop the server now: open transactions are rolled back, nothing that was committed is lost."""
        if not (self.data / "postmaster.pid").exists():
            return
        wait = ("-w", "-t", str(SECONDS_TO_STOP))
        self._run("pg_ctl", "stop", *wait, "-m", "fast", "-D", self.data.name)

    def _make(self) -> None:
        """Make the cluster beside its place, then rename: a half-made one never looks finished."""
        unfinished = self.data.with_name(f"{self.data.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        user = programs.server_user(unfinished)
        if user is not None:
            programs.let_in(self.data.parent)
            os.chown(unfinished, user, -1)
        try:
            self._run(
                "initdb",
                *("-D", unfinished.name, "-U", ROLE, "--auth=trust", "--encoding=UTF8", "--locale=C"),
                # Knows the letters of every script, and does not depend on the machine's locales.
                *("--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"),
            )
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        unfinished.rename(self.data)

    def _check_version(self) -> None:
        version = self.data / "PG_VERSION"
        found = version.read_text().strip() if version.exists() else "of an unknown version"
        if found != str(programs.MAJOR):
            raise DatabaseTrouble(
                f"The data in {self.data} was made by PostgreSQL {found}, and this is "
                f"PostgreSQL {programs.MAJOR}: move that folder away and start afresh, {OTHER_SERVER}."
            )

    def _prepare_socket_folder(self) -> None:
        folder = socket_folder(self.data)
        if folder == self.data:
            return
        user = programs.server_user(self.data)
        try:
            folder.mkdir(mode=0o700)
            os.chown(folder, -1 if user is None else user, -1)
        except FileExistsError:
            found = folder.lstat()
            ours = found.st_uid == (os.geteuid() if user is None else user)
            # Anyone can make this name in /tmp, to read what we say to "our" server.
            if not (ours and stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077):
                raise DatabaseTrouble(f"Remove {folder}, which somebody else made, {OTHER_SERVER}.") from None

    def _forget_stale_pid(self) -> None:
        """Remove a dead server's lock files where its number now means another process, or a zombie.

        PostgreSQL takes any living process of that number for a server, and would not start after a reboot.
        """
        for file in (self.data / "postmaster.pid", socket_folder(self.data) / f".s.PGSQL.{PORT}.lock"):
            if file.exists() and not _names_a_server(file):
                file.unlink()

    def _ensure_database(self) -> None:
        with psycopg.connect(self._conninfo(), autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if found is None:
                connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0")

    def _conninfo(self) -> str:
        host = str(socket_folder(self.data))
        return make_conninfo(host=host, port=PORT, user=ROLE, dbname="postgres", connect_timeout=5)

    def _run(self, program: str, *arguments: str, keep: int | None = None) -> None:
        """Run a program of PostgreSQL beside the data, as the server's user; DatabaseTrouble if it fails."""
        with self.log.open("ab") as log:
            begin = log.tell()
            code = programs.run(
                program,
                *arguments,
                folder=self.data.parent,
                user=programs.server_user(self.data),
                output=log.fileno(),
                keep=() if keep is None else (keep,),
            )
        if code != 0:
            reason = self._reason(begin)
            raise DatabaseTrouble(
                f"The embedded PostgreSQL failed at {program} {arguments[0]} ({reason}): "
                f"see {self.log}, {OTHER_SERVER}."
            )

    def _reason(self, begin: int) -> str:
        """The words for which the last program failed, from what it wrote into the log since `begin`."""
        with self.log.open("rb") as log:
            log.seek(begin)
            text = log.read().decode(errors="replace")
        if "No space left on device" in text:
            return "the disk is full: free some space"
        found = re.findall(r"(?:FATAL|PANIC|initdb: error|pg_ctl): +(.+)", text)
        return found[0] if found else "without saying why"


def _names_a_server(lock_file: Path) -> bool:
    """Whether the process whose number stands first in `lock_file` may be a PostgreSQL."""
    import psutil  # type: ignore[import-untyped]  # noqa: PLC0415 - only who starts a server pays for it

    try:
        process = psutil.Process(int(lock_file.read_text().split()[0]))
        return process.status() != psutil.STATUS_ZOMBIE and "postgres" in process.name()
    except psutil.Error:  # no such process: PostgreSQL sees that too, and checks its shared memory besides
        return True
    except (ValueError, IndexError):  # cut short by a full disk
        return False
