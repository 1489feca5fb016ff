"""A start that is not safe is refused with a sentence."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

LONG = "k" * 60


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
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
        ({"NEWSROOM_MODE": "debug"}, "NEWSROOM_MODE is “debug”"),
        ({"NEWSROOM_MODE": "test", "TIME_ZONE": "Baghdad"}, "TIME_ZONE is “Baghdad”"),
        ({"NEWSROOM_MODE": "test", "SITE_LANGUAGE": "xx"}, "SITE_LANGUAGE is “xx”"),
        ({"NEWSROOM_MODE": "test", "SITE_URL": "news.example"}, "SITE_URL has to look like"),
        ({"NEWSROOM_MODE": "test", "WORKERS": "many"}, "WORKERS is “many”"),
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
