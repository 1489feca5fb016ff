"""A start that is not safe is refused with a sentence."""

import contextlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

import newsroom.settings

LONG = "k" * 60


def start(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, *(command or ("manage.py", "check"))],
        cwd=settings.BASE_DIR,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "SECRET_KEY has to be set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY has to be set to at least 50"),
        ({"SECRET_KEY": LONG}, "ALLOWED_HOSTS has to name"),
        ({"NEWSROOM_MODE": "test", "PRIVATE_KEY": "short"}, "PRIVATE_KEY has to be at least 50"),
        ({"NEWSROOM_MODE": "debug"}, "NEWSROOM_MODE is “debug”"),
        ({"NEWSROOM_MODE": "test", "TIME_ZONE": "Baghdad"}, "TIME_ZONE is “Baghdad”"),
        ({"NEWSROOM_MODE": "test", "SITE_LANGUAGE": "xx"}, "SITE_LANGUAGE is “xx”"),
        ({"NEWSROOM_MODE": "test", "SITE_URL": "news.example"}, "SITE_URL has to look like"),
        ({"NEWSROOM_MODE": "test", "SITE_URL": "https://"}, "SITE_URL has to look like"),
        ({"NEWSROOM_MODE": "test", "SITE_URL": "https://x.y?q=1"}, "SITE_URL has to look like"),
        ({"NEWSROOM_MODE": "test", "SITE_URL": "https://[x.y"}, "SITE_URL has to look like"),
        ({"NEWSROOM_MODE": "test", "WORKERS": "many"}, "WORKERS is “many”"),
        ({"NEWSROOM_MODE": "test", "WORKERS": "0"}, "WORKERS is “0”"),
        ({"NEWSROOM_MODE": "test", "HOST": "localhost"}, "HOST is “localhost”"),
        ({"NEWSROOM_MODE": "test", "PORT": "abc"}, "PORT is “abc”; it has to be a whole number from 1 to 65535."),
        ({"NEWSROOM_MODE": "test", "PORT": "65536"}, "PORT is “65536”"),
        ({"NEWSROOM_MODE": "test", "PORT": "9" * 5_000}, "PORT is “999"),
        ({"NEWSROOM_MODE": "test", "HTTPS": "perhaps"}, "HTTPS is “perhaps”"),
        ({"NEWSROOM_MODE": "test", "DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(environment, says):
    result = start(**environment)
    assert result.returncode == 1
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_safe_start_succeeds():
    result = start(SECRET_KEY=LONG, ALLOWED_HOSTS="news.example")
    assert result.returncode == 0, result.stderr


def test_the_demo_makes_its_own_key_and_keeps_it(tmp_path):
    for _ in range(2):
        assert start(NEWSROOM_MODE="demo", NEWSROOM_VAR=str(tmp_path)).returncode == 0
    kept = tmp_path / "secret-key"
    assert len(kept.read_text()) >= 50
    assert kept.stat().st_mode & 0o077 == 0


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Where a demo's key is kept."""
    monkeypatch.setattr(newsroom.settings, "VAR", tmp_path)
    monkeypatch.delenv("SECRET_KEY", raising=False)
    return tmp_path / "secret-key"


@pytest.mark.parametrize("step", ["fsync", "link"])
def test_a_start_that_breaks_off_leaves_no_half_key(kept, step):
    with mock.patch.object(os, step, side_effect=OSError("the power went")), contextlib.suppress(OSError):
        newsroom.settings.secret_key()
    assert not list(kept.parent.iterdir())
    assert len(newsroom.settings.secret_key()) >= 50


def test_starts_at_once_read_the_same_key(kept):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: newsroom.settings.secret_key(), range(8)))
    assert keys == {kept.read_text()}
    assert list(kept.parent.iterdir()) == [kept]


def test_of_two_starts_the_first_key_stays(kept):
    def another_was_quicker(written, to):
        to.write_text("k" * 60)
        raise FileExistsError

    with mock.patch.object(os, "link", another_was_quicker):
        assert newsroom.settings.secret_key() == "k" * 60


def production(expression: str, **environment: str):
    """What an expression of the settings is in production."""
    code = f"import json; from newsroom import settings; print(json.dumps({expression}))"
    result = start("-c", code, SECRET_KEY=LONG, **environment)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_the_origins_that_are_trusted_are_those_of_the_hosts():
    origins = production("settings.CSRF_TRUSTED_ORIGINS", ALLOWED_HOSTS="paper.example,.news.example,*")
    assert origins == ["https://paper.example", "https://*.news.example"]


@pytest.mark.parametrize(("said", "subdomains"), [("", False), ("no", False), ("yes", True)])
def test_hsts_leaves_subdomains_alone_unless_told(said, subdomains):
    found = production(
        "[settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD]",
        ALLOWED_HOSTS="news.example",
        HSTS_SUBDOMAINS=said,
    )
    assert found == [31_536_000, subdomains, subdomains]


def test_production_passes_the_checks_of_a_deployment():
    result = start(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        SECRET_KEY="".join(map(chr, range(48, 123))),
        ALLOWED_HOSTS="news.example",
    )
    assert result.returncode == 0, result.stderr


def test_without_static_files_nothing_is_served(tmp_path):
    result = start(
        *("manage.py", "serve"),
        SECRET_KEY=LONG,
        ALLOWED_HOSTS="news.example",
        STATIC_ROOT=str(tmp_path),
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing",
    )
    assert result.returncode == 1
    assert result.stderr.strip() == f"CommandError: There are no static files in {tmp_path}: run make static first."


@pytest.mark.parametrize("command", ["serve", "demo"])
@pytest.mark.parametrize("port", ["0", "65536", "abc", "٨٠٨٠"])
def test_a_port_that_is_none_is_refused(command, port):
    with pytest.raises(CommandError, match="is no port"):
        call_command(command, f"--port={port}")
