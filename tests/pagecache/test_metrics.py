import os
import time

import pytest

from newsroom.pagecache.figures import ABOUT, of_all
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(settings, tmp_path):
    settings.PAGE_FIGURES = tmp_path / "figures"
    settings.METRICS_TOKEN = "t" * 20
    return settings.PAGE_FIGURES


def test_the_figures_of_every_process_are_told(site, folder, client, editor):
    path = cast.published(editor).path
    site.wait_until_heard()
    for _ in range(3):
        site.get(path)
    site.door.figures.write_down(folder)
    (folder / f"{os.getpid()}.json").rename(folder / "1.json")
    site.get(path)
    site.door.figures.write_down(folder)
    text = client.get("/metrics/", headers={"authorization": f"Bearer {'t' * 20}"}).content.decode()
    assert 'newsroom_pages_answered_total{process="1",how="hits"} 2\n' in text
    assert f'newsroom_pages_answered_total{{process="{os.getpid()}",how="hits"}} 3\n' in text
    assert f'newsroom_pages_kept{{process="{os.getpid()}"}} 1\n' in text
    assert 'newsroom_listener_trusted{process="1"} 1\n' in text
    for name, (kind, _about) in ABOUT.items():
        assert f"# TYPE newsroom_{name} {kind}\n" in text
        assert f"\nnewsroom_{name}{{" in text


def test_a_process_that_is_gone_is_left_out(site, folder):
    site.door.figures.write_down(folder)
    old = folder / "1.json"
    old.write_text("{}")
    os.utime(old, (time.time() - 60, time.time() - 60))
    (folder / "2.json").write_text("{half")
    assert [process for process, _ in of_all(folder)] == [str(os.getpid())]
    assert not old.exists()


def test_only_who_may_know_is_told(client, folder, editor, administrator):
    assert client.get("/metrics/").status_code == 404
    assert client.get("/metrics/", headers={"authorization": "Bearer "}).status_code == 404
    client.force_login(editor)
    assert client.get("/metrics/").status_code == 404
    client.force_login(administrator)
    assert client.get("/metrics/").status_code == 200


def test_without_a_token_nobody_has_one(client, folder, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics/", headers={"authorization": "Bearer "}).status_code == 404


def test_a_folder_that_cannot_be_written_is_no_matter(site, tmp_path):
    (tmp_path / "file").write_text("")
    site.door.figures.write_down(tmp_path / "file" / "figures")
