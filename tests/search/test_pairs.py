"""What readers type finds the story that they mean. (Among 100,000: python -m tests.benchmarks.search.)"""

from articles.models import Edition
from newsroom.demo import archive
from newsroom.search import documents
from tests.search import pairs


def test_every_search_finds_its_story_on_the_first_page(reader, editor):
    archive.make(30, lambda done: None)
    documents.keep_up(Edition.objects.all())
    planted = pairs.plant(pairs.read(), editor)
    assert len(planted) == 60
    missed = [
        f"{pair.odd}: {pair.query}"
        for pair, edition in planted.items()
        if edition.path not in [story.edition.path for story in reader.get(pair.address).context.get("stories", [])]
    ]
    assert not missed
