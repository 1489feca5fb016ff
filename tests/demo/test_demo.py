"""The demo newspaper is a newspaper, and is loaded once."""

import io
from collections import Counter

import pytest
from django.core.management import call_command
from PIL import Image

from articles.models import Article, Correction, Edition, Person, Section
from newsroom.comments.models import Comment
from newsroom.demo import copy, drawings, loader, newspaper
from newsroom.staff.models import User
from newsroom.staff.roles import ROLES


@pytest.fixture
def plain_pictures(monkeypatch):
    colours = iter(range(10_000))
    monkeypatch.setattr(loader, "draw", lambda key: Image.new("RGB", (400, 250), (next(colours), 99, 99)))


def load() -> str:
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_it_is_loaded_once_with_progress(plain_pictures, reader):
    said = load()
    stories = copy.all_copy()
    assert f"{len(stories)} of {len(stories)} stories" in said
    assert Article.objects.count() == len(stories) >= 40
    assert Section.objects.count() == 6
    assert Person.objects.count() == 8
    assert Person.objects.filter(user=None).count() == 2
    assert set(ROLES) == set(User.objects.values_list("groups__name", flat=True))
    assert set(Article.objects.values_list("withdrawn", flat=True)) == {"", "unpublish", "kill"}
    assert Correction.objects.count() == 3
    assert Article.objects.filter(is_open=True).count() == 7
    assert set(Comment.objects.values_list("state", flat=True)) == set(Comment.State.values)
    assert Edition.objects.pending().count() == 1
    assert Article.objects.filter(embargo_until__isnull=False).count() == 1
    assert set(Edition.objects.live().values_list("language", flat=True)) == {"en", "ar", "ckb"}
    for prefix in ("", "/ar", "/ckb"):
        assert len(reader.get(f"{prefix}/series/hands-at-work/").context["page"].editions) > 1
        assert len(reader.get(f"{prefix}/most-read/").context["page"]["editions"]) == 10
    before = Article.objects.count(), Comment.objects.count()
    assert "nothing was loaded" in load()
    assert (Article.objects.count(), Comment.objects.count()) == before
    for edition in Edition.objects.live():
        assert reader.get(edition.path).status_code == 200


@pytest.mark.django_db
def test_a_load_that_fails_leaves_nothing(plain_pictures, monkeypatch):
    monkeypatch.setattr(loader._Loading, "_comments", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load()
    assert not Section.objects.exists()


def test_the_copy_is_whole():
    people = {person.key for person in newspaper.PEOPLE}
    sections = {section.key for section in newspaper.SECTIONS}
    series = {each.key for each in newspaper.SERIES}
    keys = {story.key for story in copy.all_copy()}
    for story in copy.all_copy():
        assert story["headline"] and story["standfirst"] and story["section"] in sections, story.key
        assert {person for _, person in story.bylines} <= people, story.key
        assert story["series"] in {"", *series}, story.key
        assert not story["picture"] or (story["picture"] in drawings.DRAWINGS and story["alt"]), story.key
        assert not story["translation_of"] or story["translation_of"] in keys, story.key
        assert story.state == "live" or story.state in {*loader.STAGES, "scheduled", "unpublished", "killed"}, story.key
        # One story is about the letters that do not belong.
        if story.language == "ckb" and story.key != "ckb/keyboard-letters":
            assert not {"ي", "ك"} & set(story.body), story.key
    assert min(Counter(story.language for story in copy.all_copy()).values()) >= 10


def test_a_drawing_is_the_same_each_time():
    key = sorted(drawings.DRAWINGS)[0]
    first, second = (drawings.draw(key, 160, 100) for _ in range(2))
    assert first.size == (160, 100)
    assert first.tobytes() == second.tobytes()


def test_a_story_is_read_as_it_was_handed_in(tmp_path):
    (tmp_path / "en").mkdir()
    path = tmp_path / "en" / "bridge.txt"
    path.write_text(
        "headline: A <new> bridge: at last\nbyline: words=a; pictures=b\ntags: One, Two\nage: 3h\n\n"
        "First *line*\nand <second>.\n\n## Next\n\n> Quite so. | Roza\n\n- a\n- b\n\n1. c\n\n[x](https://example.org/)"
    )
    story = copy.read(path)
    assert story["headline"] == "A <new> bridge: at last"
    assert story.bylines == [("words", "a"), ("pictures", "b")]
    assert story.age().total_seconds() == 3 * 3600
    assert story.body.split("\n") == [
        "<p>First <em>line</em> and &lt;second&gt;.</p>",
        "<h2>Next</h2>",
        '<blockquote class="pull-quote"><p>Quite so.</p><footer>Roza</footer></blockquote>',
        "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
        "<ol><li><p>c</p></li></ol>",
        '<p><a href="https://example.org/">x</a></p>',
    ]
