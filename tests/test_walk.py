"""A story that is not public shows nowhere: every public address is walked, in every state that is not public.

A new public address that is not in `WALK` fails the test.
"""

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone, translation

from articles import workflow
from articles.models import Article, Edition, Stage
from newsroom.comments.models import Comment
from tests import cast

MARK = "xyzzy"
SOON = datetime.timedelta(hours=1)
LANGUAGES = {"en": "", "ar": "/ar", "ckb": "/ckb"}


def in_each_language(path: str) -> list[str]:
    return [prefix + path for prefix in LANGUAGES.values()]


# By the name in the map of paths: the addresses that are asked for, given the story.
WALK: dict[str, Callable[[Article], list[str]]] = {
    "front": lambda a: in_each_language("/"),
    "latest": lambda a: in_each_language("/latest/"),
    "latest_atom": lambda a: in_each_language("/feed.atom"),
    "latest_rss": lambda a: in_each_language("/feed.rss"),
    "section": lambda a: in_each_language("/politics/"),
    "section_atom": lambda a: in_each_language("/politics/feed.atom"),
    "section_rss": lambda a: in_each_language("/politics/feed.rss"),
    "tag": lambda a: in_each_language(f"/tag/{MARK}-tag/"),
    "tag_atom": lambda a: in_each_language(f"/tag/{MARK}-tag/feed.atom"),
    "tag_rss": lambda a: in_each_language(f"/tag/{MARK}-tag/feed.rss"),
    "person": lambda a: in_each_language(f"/people/{MARK}-person/"),
    "person_atom": lambda a: in_each_language(f"/people/{MARK}-person/feed.atom"),
    "person_rss": lambda a: in_each_language(f"/people/{MARK}-person/feed.rss"),
    "day": lambda a: [
        path
        for day in (timezone.localdate(), timezone.localdate() + datetime.timedelta(days=1))
        for path in in_each_language(f"/{day.year}/{day.month}/{day.day}/")
    ],
    "story": lambda a: list(a.addresses.values_list("path", flat=True)) or ["/politics/no/"],
    "comment": lambda a: in_each_language(f"/comments/{a.pk}/"),
    "comment_received": lambda a: in_each_language(f"/comments/{a.pk}/received/"),
    "sitemap": lambda a: ["/sitemap.xml"],
    "sitemap_section": lambda a: ["/sitemap-stories.xml", "/sitemap-lists.xml"],
    "robots": lambda a: ["/robots.txt"],
    "health": lambda a: ["/health/"],
    # Named by the digest of its content; an address that no page gives out.
    "rendition": lambda a: [],
}


def names(patterns: list, namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from names(pattern.url_patterns, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or str(pattern.pattern)


def test_every_public_address_is_in_the_walk():
    assert set(names(get_resolver().url_patterns)) == set(WALK)


def story(editor, **fields) -> Article:
    return cast.draft(
        editor,
        headline=f"{MARK} headline",
        kicker=f"{MARK} kicker",
        standfirst=f"{MARK} standfirst",
        body=f"<p>{MARK} body</p>",
        dateline=f"{MARK} town",
        picture=cast.picture(caption=f"{MARK} caption", credit=f"{MARK} credit", alt_text=f"{MARK} alt"),
        tags=(f"{MARK} tag",),
        credited=False,
        **fields,
    )


def credited(article: Article) -> Article:
    article.bylines.create(person=cast.person(f"{MARK}-person"))
    return article


def make_draft(editor):
    return credited(story(editor))


def make_in_review(editor):
    article = make_draft(editor)
    workflow.submit(article, by=editor)
    return article


def make_ready(editor):
    article = make_in_review(editor)
    workflow.approve(article, by=editor)
    return article


def make_scheduled(editor):
    article = make_draft(editor)
    workflow.schedule(article, by=editor, at=timezone.now() + SOON)
    return article


def make_embargoed(editor):
    article = credited(story(editor, embargo_until=timezone.now() + SOON))
    workflow.schedule(article, by=editor, at=timezone.now() + 2 * SOON)
    return article


def make_called_off(editor):
    article = make_scheduled(editor)
    workflow.unschedule(article, by=editor)
    return article


def make_unpublished(editor):
    article = make_live(editor)
    workflow.unpublish(article, by=editor, reason="A mistake")
    return article


def make_unpublished_then_scheduled(editor):
    article = make_unpublished(editor)
    workflow.republish(article, by=editor, reason="It was right", at=timezone.now() + SOON)
    return article


def make_live(editor):
    article = make_draft(editor)
    workflow.publish(article, by=editor)
    Comment.objects.create(
        article=article,
        name=f"{MARK} commenter",
        email="a@example.org",
        body=f"{MARK} comment",
        state="approved",
    )
    return article


NOT_PUBLIC = {
    make.__name__.removeprefix("make_"): make
    for make in (
        make_draft,
        make_in_review,
        make_ready,
        make_scheduled,
        make_embargoed,
        make_called_off,
        make_unpublished,
        make_unpublished_then_scheduled,
    )
}


def answers(article: Article) -> Iterator[tuple[str, str, int, str]]:
    """Every public answer: name, path, status, text."""
    client = Client(raise_request_exception=False)
    for name, paths in WALK.items():
        for path in paths(article):
            for answer in (client.get(path), client.head(path), client.post(path, {"body": "hello"})):
                text = b"".join(answer.streaming_content) if answer.streaming else answer.content
                yield name, path, answer.status_code, text.decode() + str(answer.headers)


@pytest.mark.parametrize("state", NOT_PUBLIC)
def test_a_story_that_is_not_public_leaves_no_trace(editor, state):
    cast.published(editor)  # so that lists are not empty
    article = NOT_PUBLIC[state](editor)
    for name, path, status, text in answers(article):
        assert status < 500, (name, path)
        assert MARK not in text.replace(path, ""), (name, path)
    address = article.addresses.values_list("path", flat=True).first()
    if address:
        assert Client().get(address).status_code == (410 if "unpublished" in state else 404)


def test_a_live_story_shows_wherever_it_should(editor):
    article = make_live(editor)
    seen = {name for name, path, status, text in answers(article) if status == 200 and MARK in text}
    assert seen == set(WALK) - {"robots", "health", "rendition", "comment", "sitemap"}


def test_the_working_copy_of_a_live_story_shows_nowhere(editor):
    article = cast.published(editor).article
    Article.objects.filter(pk=article.pk).update(headline=f"{MARK} rewrite", body=f"<p>{MARK}</p>", stage=Stage.DRAFT)
    article.tags.add(f"{MARK} tag")
    workflow.save_revision(Article.objects.get(pk=article.pk), by=editor)
    for name, path, _, text in answers(article):
        assert MARK not in text.replace(path, ""), (name, path)


def test_a_scheduled_story_appears_by_the_clock_alone(editor):
    article = make_scheduled(editor)
    path = article.pending_edition.path
    assert Client().get(path).status_code == 404
    past = timezone.now() - SOON
    Edition.objects.filter(article=article).update(live_from=past, published_at=past)
    assert Client().get(path).status_code == 200


def test_pages_are_in_the_language_of_their_path(reader, editor):
    cast.published(editor, language="ar", headline="جسر جديد")
    for code, prefix in LANGUAGES.items():
        page = reader.get(f"{prefix}/")
        assert page.headers["Content-Language"] == code
        assert f'lang="{code}"' in page.content.decode()
        assert ("جسر جديد" in page.content.decode()) == (code == "ar")
    assert translation.get_language() == "en"
