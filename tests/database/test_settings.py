"""DATABASE_URL: what can be used becomes settings, what cannot is said without its password."""

import time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from newsroom.database import NOTICE_ITS_LOSS, DatabaseTrouble, database_settings, is_open

PASSWORD = "s3cret"
USER = f"postgresql://desk:{PASSWORD}"

WRONG = {
    f"mysql://desk:{PASSWORD}@host/news": "does not begin with postgresql://",
    f"sqlite:///{PASSWORD}": "does not begin with postgresql://",
    f"desk:{PASSWORD}@host/news": "does not begin with postgresql://",
    PASSWORD: "does not begin with postgresql://",
    f"postgresql:desk:{PASSWORD}@host/news": "lacks the two slashes",
    "postgresql:///news": "names no host",
    f"{USER}@/news": "names no host",
    f"{USER}@host": "names no database",
    f"{USER}@host/": "names no database",
    f"{USER}@host/news/": "more than one name",
    f"{USER}@host:port/news": "cannot be read",
    f"{USER}@host:70000/news": "cannot be read",
    f"{USER}@host:0/news": "names port 0",
    f"{USER}@[host/news": "cannot be read",
    f"{USER}#@host/news": "cannot be read",
    f"{USER}@host/news#top": "holds a #",
    f"{USER}%@host/news": "followed by two hexadecimal digits",
    f"{USER}%zz@host/news": "followed by two hexadecimal digits",
    f"{USER}%ff@host/news": "not UTF-8",
    f"{USER}%00@host/news": "control character",
    f"{USER} @host/news": "blank",
    f"{USER}\n@host/news": "control character",
    f"{USER}@host/{'n' * 64}": "63 bytes",
}


def from_url(url: str, *, pooled: bool = False) -> dict[str, Any]:
    return database_settings(url, var=Path("/var/newsroom"), pooled=pooled)


@pytest.mark.parametrize(("url", "complaint"), WRONG.items())
def test_a_wrong_url_is_said_in_a_sentence_without_its_password(url: str, complaint: str) -> None:
    with pytest.raises(DatabaseTrouble) as caught:
        from_url(url)
    sentence = str(caught.value)
    assert sentence.startswith("DATABASE_URL ") and sentence.endswith(".")
    assert complaint in sentence
    assert PASSWORD not in sentence and "\n" not in sentence


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_url_becomes_settings(scheme: str) -> None:
    found = from_url(f"{scheme}://d%40sk:a%2Fb%25@db.example:6432/n%C3%A9ws?sslmode=require&connect_timeout=2")
    assert (found["USER"], found["PASSWORD"]) == ("d@sk", "a/b%")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", 6432, "néws")
    said = {"sslmode": "require", "connect_timeout": 2}
    assert found["OPTIONS"] == {"application_name": "newsroom", **NOTICE_ITS_LOSS, **said}
    assert "EMBEDDED" not in found


def test_a_socket_s_folder_is_a_host_too() -> None:
    assert from_url("postgresql:///news?host=/run/postgresql")["OPTIONS"]["host"] == "/run/postgresql"
    assert from_url("postgresql://%2Frun%2Fpostgresql/news")["HOST"] == "/run/postgresql"
    assert from_url("postgresql://[::1]:5432/news")["HOST"] == "::1"


@pytest.mark.parametrize("url", ["", "  ", f"{USER}@host/news"])
def test_only_servers_keep_a_pool(url: str) -> None:
    pooled, direct = from_url(url, pooled=True), from_url(url)
    assert pooled["OPTIONS"]["pool"] == {
        "min_size": 1,
        "max_size": 8,
        "timeout": 2,
        "reconnect_timeout": 1,
        "check": is_open,
    }
    assert pooled["CONN_HEALTH_CHECKS"] is True
    assert "pool" not in direct["OPTIONS"]
    assert pooled["CONN_MAX_AGE"] == direct["CONN_MAX_AGE"] == 0
    assert direct["ENGINE"] == "newsroom.database.backend"


def test_without_a_url_the_data_is_under_var(tmp_path: Path) -> None:
    found = database_settings("", var=tmp_path, pooled=False)
    assert found["EMBEDDED"] == str(tmp_path / "postgres")
    assert found["NAME"] == "newsroom"
    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
@pytest.mark.parametrize("pause", [0, 0.06])
def test_a_connection_that_was_closed_at_the_other_end_is_not_used(pause: float) -> None:
    with psycopg.connect(**connection.get_connection_params()) as idle:
        idle.autocommit = True
        for _ in range(3):
            is_open(idle)
            idle.execute("SELECT 1")
        time.sleep(pause)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [idle.info.backend_pid])
        with pytest.raises(psycopg.OperationalError):
            is_open(idle)
