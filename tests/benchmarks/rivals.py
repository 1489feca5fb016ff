"""What the site is compared with: bare Django views and nginx's files, which answer with copies of its pages."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.copies import Copy
from tests.benchmarks.site import Newspaper, Server, answering, free_port, running
from tests.benchmarks.wrk import program

NGINX = """
worker_processes 2;
daemon off;
pid {copies}/nginx.pid;
error_log stderr crit;
events {{ worker_connections 512; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_timeout 300s;
    keepalive_requests 1000000000;
    {temporary}
    server {{
        listen 127.0.0.1:{port};
        root {copies};
        {locations}
    }}
}}
"""
LOCATION = 'location = /{path} {{ alias {file}; types {{ }} default_type "{type}"; {headers} }}'
HEADER = 'add_header {} "{}";'
# Before the name of a copy that goes out with all headers that the site gave it.
HEADED = "headed/"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def bare(paper: Newspaper, copies: Path, *, story: str, middleware: str, workers: int) -> Iterator[Server]:
    """The project `bare`, with one of the stories for its row."""
    port = free_port()
    environment = paper.environment | {
        "BARE_COPIES": str(copies),
        "BARE_STORY": story,
        "BARE_MIDDLEWARE": middleware,
        "DJANGO_SETTINGS_MODULE": "",
    }
    command = [sys.executable, "-m", "tests.benchmarks.bare", str(port), str(workers)]
    with running(command, environment) as process:
        yield answering(Server(f"http://127.0.0.1:{port}", process), "/ready/story")


@contextmanager
def nginx(copies: Path, kinds: dict[str, Copy]) -> Iterator[Server]:
    """nginx with two workers, a configuration of its own beside the copies, and no log."""
    port = free_port()
    locations = [each for name, copy in kinds.items() for each in _locations(copies / name, copy)]
    configuration = copies / "nginx.conf"
    configuration.write_text(
        NGINX.format(
            copies=copies,
            port=port,
            temporary=" ".join(f"{name}_temp_path {copies}/{name};" for name in TEMPORARY),
            locations="\n        ".join(locations),
        )
    )
    command = [program("nginx", "nginx-light"), "-e", "stderr", "-c", str(configuration)]
    with running(command, dict(os.environ)) as process:
        yield answering(Server(f"http://127.0.0.1:{port}", process), "/story")


def _locations(file: Path, copy: Copy) -> Iterator[str]:
    """Of a copy by itself, and with the site's headers."""
    coding = [("Content-Encoding", copy.coding)] if copy.coding else []
    for path, headers in ((file.name, coding), (HEADED + file.name, [*coding, *copy.headers])):
        said = " ".join(HEADER.format(*each) for each in headers)
        yield LOCATION.format(path=path, file=file, type=copy.type, headers=said)
