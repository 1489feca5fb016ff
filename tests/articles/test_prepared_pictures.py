"""The pictures of an edition are made before the first reader asks for them."""

from pathlib import Path

import pytest

from articles import tasks, workflow
from articles.models import Edition
from newsroom.operations.models import Job
from tests import cast

pytestmark = pytest.mark.django_db

SHAPES = ((1200, "16x9"), (1067, "4x3"), (800, "1x1"))
TASK = "articles.tasks.prepare_renditions"


@pytest.fixture
def edition(editor) -> Edition:
    inside = cast.picture(colour="red")
    body = f'<p>It is open.</p><figure data-picture="{inside.pk}"></figure>'
    return cast.published(editor, picture=cast.picture(), body=body)


def made(settings, digest: str) -> set[str]:
    return {path.name for path in (Path(settings.MEDIA_ROOT) / "pictures" / digest).iterdir()}


def test_lead_and_body_are_made_in_every_size_that_the_page_offers(edition, settings, reader):
    tasks.prepare_renditions.call(edition.pk)
    sizes = {f"{width}.{form}" for width in (320, 640, 960, 1200) for form in ("avif", "webp", "jpg")}
    page = reader.get(edition.path).text
    digests = {part.split("/")[0] for part in page.split("/media/pictures/")[1:]}
    assert len(digests) == 2
    for digest in digests:
        cuts = {f"{width}-{shape}-50-50.jpg" for width, shape in SHAPES} if digest == edition.lead["digest"] else set()
        assert made(settings, digest) == sizes | cuts | {"original.jpg"}


def test_a_second_time_nothing_is_made(edition, monkeypatch):
    tasks.prepare_renditions.call(edition.pk)
    monkeypatch.setattr("articles.renditions.store", lambda *arguments: pytest.fail("made again"))
    tasks.prepare_renditions.call(edition.pk)


def test_it_is_put_down_with_the_release_and_only_for_pictures(editor, edition):
    assert Job.objects.get(task_path=TASK).args_kwargs["args"] == [edition.pk]
    workflow.update(edition.article, by=editor, substantive=False)
    assert Job.objects.filter(task_path=TASK).count() == 2
    cast.published(editor, headline="Without a picture")
    assert Job.objects.filter(task_path=TASK).count() == 2


def test_what_is_not_there_is_no_trouble(edition, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    tasks.prepare_renditions.call(edition.pk)
    tasks.prepare_renditions.call(0)
