"""The settings of mail are understood, or refused with a sentence."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import ImproperlyConfigured

from newsroom.settings import smtp


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("smtp://desk:s%40fe%2F1@mail.example:2525", ("mail.example", 2525, "desk", "s@fe/1", False, True)),
        ("smtp://desk:x@mail.example", ("mail.example", 587, "desk", "x", False, True)),
        ("smtps://d%40x.y:x@mail.example", ("mail.example", 465, "d@x.y", "x", True, False)),
        ("smtps://mail.example:466", ("mail.example", 466, "", "", True, False)),
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
        ("smtp://[::1]:25", ("::1", 25, "", "", False, False)),
    ],
)
def test_an_address_of_a_mail_server_is_read(url, wanted):
    options = smtp(url)
    names = ("host", "port", "username", "password", "use_ssl", "use_tls")
    assert tuple(options[name] for name in names) == wanted
    assert options["timeout"] < 60


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://desk@mail.example",
        "smtp://:s3cret@mail.example",
        "smtp://desk:s3cret@mail.example:0",
        "smtp://desk:s3cret@mail.example:65536",
        "smtp://desk:s3cret@mail.example:smtp",
        "smtp://desk:s3cret@mail.example/inbox",
        "smtp://desk:s3cret@mail.example?tls=1",
        "smtp://desk:s3 cret@mail.example",
        "smtp://desk:s3cret%zz@mail.example",
        "smtp://desk:s3@cret@mail.example",
    ],
)
def test_a_strange_one_is_refused_without_its_password(url):
    with pytest.raises(ImproperlyConfigured, match="MAIL_URL has to look like") as refusal:
        smtp(url)
    assert "s3" not in str(refusal.value)


def mail_settings(mode: str, tmp_path, **environment: str) -> list:
    code = (
        "import json; from newsroom import settings as s; "
        "print(json.dumps([s.MAIL_IS_SET, s.MAILERS['default'], s.DEFAULT_FROM_EMAIL]))"
    )
    kept = {"PATH": os.environ["PATH"], "NEWSROOM_MODE": mode, "NEWSROOM_VAR": str(tmp_path), "SECRET_KEY": "k" * 60}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_without_a_mail_server_production_sends_nothing_and_a_demo_keeps_its_mail(tmp_path):
    is_set, mailer, sender = mail_settings("production", tmp_path, ALLOWED_HOSTS=".news.example,x.example")
    assert (is_set, sender) == (False, "newsroom@news.example")
    assert "dummy" in mailer["BACKEND"]
    is_set, mailer, sender = mail_settings("demo", tmp_path)
    assert (is_set, sender) == (True, "newsroom@localhost")
    assert mailer["OPTIONS"] == {"file_path": str(tmp_path / "mail")}


def test_with_one_production_sends(tmp_path):
    environment = {
        "ALLOWED_HOSTS": "*",
        "MAIL_URL": "smtps://desk:x@mail.example",
        "MAIL_FROM": "News <desk@x.example>",
    }
    is_set, mailer, sender = mail_settings("production", tmp_path, **environment)
    assert (is_set, sender) == (True, "News <desk@x.example>")
    assert mailer["OPTIONS"]["host"] == "mail.example"


@pytest.mark.parametrize("sender", ["desk", "a@b@c", "News <desk>", "a b@c.example", "a@b.example\nBcc: x@y.example"])
def test_a_strange_sender_is_refused(sender, tmp_path):
    with pytest.raises(subprocess.CalledProcessError) as refusal:
        mail_settings("demo", tmp_path, MAIL_FROM=sender)
    assert "MAIL_FROM has to look like" in refusal.value.stderr


def test_a_letter_of_a_test_stays_here():
    mail.send_mail("Subject", "Body", None, ["reader@example.org"])
    assert mail.outbox[-1].from_email == settings.DEFAULT_FROM_EMAIL
