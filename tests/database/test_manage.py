"""manage.py says what its user can put right in one line, and lets every other error speak for itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.database.conftest import ROOT

SETTINGS = """
import os
from pathlib import Path
from newsroom.database import database_settings
INSTALLED_APPS = ["django.contrib.contenttypes"]
SECRET_KEY = "x"
DATABASES = {"default": database_settings(os.environ["DATABASE_URL"], var=Path("var"), pooled=POOLED)}
if POOLED:
    DATABASES["default"]["OPTIONS"]["pool"]["timeout"] = 0.5
"""
CLOSED = "postgresql://desk:s3cret@127.0.0.1:1/news"
CANNOT_REACH = "The database cannot be reached at 127.0.0.1, port 1: start it, or correct DATABASE_URL."


def manage(
    folder: Path, *arguments: str, settings: str = "POOLED = False\n" + SETTINGS, url: str = CLOSED
) -> subprocess.CompletedProcess[str]:
    (folder / "tiny_settings.py").write_text(settings)
    environment = {"DJANGO_SETTINGS_MODULE": "tiny_settings", "PYTHONPATH": str(folder), "DATABASE_URL": url}
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("pooled", [False, True])
def test_a_database_that_is_down_is_one_line(tmp_path: Path, pooled: bool) -> None:
    done = manage(tmp_path, "migrate", settings=f"POOLED = {pooled}\n" + SETTINGS)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"newsroom: {CANNOT_REACH}"
    assert "Traceback" not in done.stderr and "s3cret" not in done.stderr


@pytest.mark.parametrize("command", ["help", "runserver"])
def test_a_wrong_url_is_one_line_for_every_command(tmp_path: Path, command: str) -> None:
    done = manage(tmp_path, command, url="postgresql://desk:s3cret@host")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "newsroom: DATABASE_URL names no database: "
        "write it as postgresql://user:password@host:5432/database, or leave it empty.\n"
    )


def test_a_strange_setting_is_one_line_also_with_the_option_settings(tmp_path: Path) -> None:
    (tmp_path / "strange.py").write_text(
        "from django.core.exceptions import ImproperlyConfigured\nraise ImproperlyConfigured('PORT is odd.')"
    )
    done = manage(tmp_path, "help", "--settings=strange")
    assert (done.returncode, done.stderr) == (1, "newsroom: PORT is odd.\n")


def test_a_command_that_needs_no_database_works_without_one(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", url="")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "var").exists()


def test_other_errors_keep_their_traceback(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", settings="import a_module_that_is_not_there")
    assert done.returncode == 1
    assert "Traceback" in done.stderr and "a_module_that_is_not_there" in done.stderr


def test_the_traceback_can_be_asked_for(tmp_path: Path) -> None:
    assert "Traceback" in manage(tmp_path, "migrate", "--traceback").stderr


@pytest.mark.parametrize(
    ("preparation", "sentence"),
    [
        ("sys.version_info = (3, 11, 4)", "too old: use 3.12 or newer, which make demo looks for."),
        ("sys.modules['django'] = None", 'django is not installed for this Python: run "make demo"'),
    ],
)
def test_a_python_that_will_not_do_is_one_line(preparation: str, sentence: str) -> None:
    program = f"import runpy, sys; {preparation}; runpy.run_path('manage.py', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("newsroom: ") and sentence in done.stderr
    assert done.stderr.count("\n") == 1
