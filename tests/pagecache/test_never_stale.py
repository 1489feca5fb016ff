"""Whatever is done, by whomever: what the door answers afterwards is what Django would make now."""

import datetime
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles import merging, pictures_used, workflow
from articles.models import Article, Correction, Edition, Person, Picture, RelatedStory, Section, Series, Tag
from newsroom.comments import erasure, moderation
from newsroom.comments.models import Comment, Openness, Policy, Rules
from newsroom.crawlers.models import Crawler
from newsroom.fronts import workflow as fronts
from newsroom.staff.models import User
from tests import cast
from tests.pagecache.conftest import key_of_address
from tests.pages import pages, paper

pytestmark = pytest.mark.django_db(transaction=True)

FILES = (
    *("/feed.atom", "/feed.rss", "/feed.json", "/politics/feed.rss", "/tag/rivers/feed.atom", "/corrections/feed.rss"),
    *("/people/dilan-rashid/feed.json", "/series/bridges/feed.rss", "/robots.txt", "/sitemap.xml", "/sitemap-news.xml"),
    *("/search/?q=bridge", "/search/?q=third&order=newest", "/search/?q=moment", "/ckb/search/?q=bridge&language=all"),
    *("/sitemap-lists-tags-en-0.xml", "/sitemap-tags-en-0.xml", "/sitemap-pages-en-0.xml"),
)


def _story(paper: Any) -> Article:
    return paper.full["en"].article


def _refreshed(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def _update(paper: Any) -> None:
    story = _refreshed(paper.full["en"].article)
    Article.objects.filter(pk=story.pk).update(headline="Bridge closes again")
    workflow.update(_refreshed(story), by=paper.editor, substantive=True)


def _publish(paper: Any) -> None:
    cast.published(paper.editor, headline="A third bridge", series=Series.objects.get(), tags=("Rivers",))


def _schedule(paper: Any) -> None:
    draft = cast.draft(paper.editor, headline="Out in a moment", tags=("Rivers",))
    workflow.schedule(draft, by=paper.editor, at=timezone.now() + datetime.timedelta(seconds=0.6))
    time.sleep(0.7)


def _limit(paper: Any) -> None:
    story = _refreshed(paper.bare["ar"].article)
    workflow.limit(story, by=paper.editor, until=timezone.now() + datetime.timedelta(seconds=0.6))
    time.sleep(0.7)


def _call_off(paper: Any) -> None:
    draft = cast.draft(paper.editor, headline="Never out")
    workflow.schedule(draft, by=paper.editor, at=timezone.now() + datetime.timedelta(hours=1))
    workflow.unschedule(_refreshed(draft), by=paper.editor)


def _rights_end(paper: Any) -> None:
    for picture in Picture.objects.all():
        picture.expires_at = timezone.now() + datetime.timedelta(seconds=0.6)
        picture.save()
        pictures_used.follow(picture)
    time.sleep(0.7)


def _merge_tags(paper: Any) -> None:
    merging.merge(Tag.objects.get(name="أنهار"), Tag.objects.get(slug="rivers"), by=paper.administrator)


def _approve(paper: Any) -> None:
    held = Comment.objects.create(
        article=_story(paper), parent=paper.said["en"], name="Zîn", email="z@example.org", body="Is it?", state="held"
    )
    moderation.decide([held], Comment.State.APPROVED, by=paper.moderator)


def _launch(paper: Any) -> None:
    front = fronts.curate("en", None, by=paper.editor)
    fronts.launch(front, by=paper.editor, version=front.version)


def _sql(paper: Any) -> None:
    """Somebody at psql."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_edition SET headline = headline || '!' WHERE language = 'en'")


def _undone(paper: Any) -> None:
    """What is rolled back was never there."""
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Edition.objects.update(headline="Never")
        raise ZeroDivisionError


ACTS: dict[str, Callable[[Any], Any]] = {
    "a related story is found": lambda paper: RelatedStory.objects.create(
        story=_story(paper), other=paper.bare["en"].article, score=1
    ),
    "publish": _publish,
    "update": _update,
    "correct": lambda paper: workflow.correct(
        _refreshed(_story(paper)), by=paper.editor, kind=Correction.Kind.RETRACTION, text="None of it is so."
    ),
    "unpublish": lambda paper: workflow.unpublish(_refreshed(paper.bare["en"].article), by=paper.editor, reason="No"),
    "take down a translation": lambda paper: workflow.take_down(
        _refreshed(paper.full["ar"].article), by=paper.administrator, reason="A court", notice="A court asked us to."
    ),
    "republish": lambda paper: workflow.republish(
        _refreshed(paper.gone["en"].article), by=paper.administrator, reason="It was right"
    ),
    "schedule, and the instant comes": _schedule,
    "limit, and the instant comes": _limit,
    "schedule, and call it off": _call_off,
    "rights to a picture end": _rights_end,
    "comment approved": _approve,
    "comment picked": lambda paper: moderation.pick(paper.said["en"], by=paper.moderator, is_pick=True),
    "comment rejected": lambda paper: moderation.decide([paper.said["en"]], Comment.State.REJECTED, by=paper.moderator),
    "comment erased": lambda paper: erasure.erase([Comment.objects.get(name="Zîn")]),
    "comments closed": lambda paper: Policy.objects.update_or_create(
        section=None, article=None, defaults={"openness": Openness.CLOSED}
    ),
    "section renamed": lambda paper: Section.objects.filter(slug="politics").update(name="Power"),
    "section added": lambda paper: Section.objects.create(slug="rivers", name="Rivers", position=9),
    "tags merged": _merge_tags,
    "tag renamed": lambda paper: Tag.objects.filter(slug="rivers").update(name="Waters"),
    "person renamed": lambda paper: Person.objects.update(name="Dîlan R."),
    "series renamed": lambda paper: Series.objects.update(name="All bridges"),
    "front launched": _launch,
    "crawler kept out": lambda paper: Crawler.objects.create(token="NewBot", is_let_in=False),
    "rules of comments": lambda paper: Rules.objects.update_or_create(pk=1, defaults={"private_days": 7}),
    "at psql": _sql,
    "rolled back": _undone,
}


@pytest.fixture
def made(site, editor, moderator) -> Any:
    there = paper(editor)
    there.moderator, there.administrator = moderator, User.objects.get(username="azad")
    return there


def shown(answer: Any) -> tuple[int, bytes]:
    """But for the time that is signed into forms, which may be an older one."""
    return answer.status, re.sub(rb'value="[0-9]+:[0-9]+:[\w-]+"', b"", answer.content)


def test_after_each_act_every_page_is_what_it_would_be_made_now(site, made):
    arabic = pages(made, "ar")
    addresses = [*pages(made, "en").values(), *(arabic[kind] for kind in ("front", "section", "story")), *FILES]
    addresses = [each for each in addresses if key_of_address(each)]
    wrong, changed = [], set()
    before = {each: shown(site.get(each)) for each in addresses}
    for name, act in ACTS.items():
        act(made)
        site.wait_until_heard()
        for each in addresses:
            answer = shown(site.get(each))
            if answer != shown(site.directly(each)):
                wrong.append((name, each))
            if answer != before[each]:
                changed.add(name)
            before[each] = answer
    assert not wrong
    # Each was one that readers see; but for those that they must not, or that look as before.
    assert changed == ACTS.keys() - {"rolled back", "schedule, and call it off", "front launched", "rules of comments"}
    assert site.door.figures.hits > site.door.figures.made
