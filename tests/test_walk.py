"""A story that is not public shows nowhere: every public address is walked, in every state that is not public.

A new public address that is not in `WALK` fails the test.
"""

import datetime
from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone, translation

from articles import preview, text_only, workflow
from articles.models import Article, Edition, Picture, PreviewLink, Stage
from newsroom.comments.models import Comment
from newsroom.readership.counting import hour_of
from newsroom.readership.models import HourOfReads
from tests import cast
from tests.pace import THOROUGH

MARK = "xyzzy"
NOTICE = "A court asked us to."
# Of a list from the end of the century on: all of it.
FAR = "?before=4102444800000000-1"
SOON = datetime.timedelta(hours=1)
LANGUAGES = {"en": "", "ar": "/ar", "ckb": "/ckb"}


def in_each_language(path: str) -> list[str]:
    return [prefix + path for prefix in LANGUAGES.values()]


# By the name in the map of paths: the addresses that are asked for, given the story.
WALK: dict[str, Callable[[Article], list[str]]] = {
    "front": lambda a: in_each_language("/"),
    "latest": lambda a: in_each_language("/latest/") + in_each_language(f"/latest/{FAR}"),
    "latest_atom": lambda a: in_each_language("/feed.atom"),
    "latest_rss": lambda a: in_each_language("/feed.rss"),
    "latest_json": lambda a: in_each_language("/feed.json"),
    "corrections": lambda a: in_each_language("/corrections/") + in_each_language(f"/corrections/{FAR}"),
    "corrections_atom": lambda a: in_each_language("/corrections/feed.atom"),
    "corrections_rss": lambda a: in_each_language("/corrections/feed.rss"),
    "corrections_json": lambda a: in_each_language("/corrections/feed.json"),
    "section": lambda a: in_each_language("/politics/"),
    "section_atom": lambda a: in_each_language("/politics/feed.atom"),
    "section_rss": lambda a: in_each_language("/politics/feed.rss"),
    "section_json": lambda a: in_each_language("/politics/feed.json"),
    "tag": lambda a: in_each_language(f"/tag/{MARK}-tag/"),
    "tag_atom": lambda a: in_each_language(f"/tag/{MARK}-tag/feed.atom"),
    "tag_rss": lambda a: in_each_language(f"/tag/{MARK}-tag/feed.rss"),
    "tag_json": lambda a: in_each_language(f"/tag/{MARK}-tag/feed.json"),
    "person": lambda a: in_each_language(f"/people/{MARK}-person/"),
    "person_atom": lambda a: in_each_language(f"/people/{MARK}-person/feed.atom"),
    "person_rss": lambda a: in_each_language(f"/people/{MARK}-person/feed.rss"),
    "person_json": lambda a: in_each_language(f"/people/{MARK}-person/feed.json"),
    "series": lambda a: in_each_language(f"/series/{MARK}-series/"),
    "series_atom": lambda a: in_each_language(f"/series/{MARK}-series/feed.atom"),
    "series_rss": lambda a: in_each_language(f"/series/{MARK}-series/feed.rss"),
    "series_json": lambda a: in_each_language(f"/series/{MARK}-series/feed.json"),
    "day": lambda a: [
        path
        for day in (timezone.localdate(), timezone.localdate() + datetime.timedelta(days=1))
        for path in in_each_language(f"/{day.year}/{day.month}/{day.day}/")
    ],
    "text_front": lambda a: in_each_language("/text/"),
    "text_page": lambda a: [
        *in_each_language("/text/latest/"),
        *in_each_language(f"/text/latest/{FAR}"),
        *in_each_language("/text/politics/"),
        *in_each_language(f"/text/tag/{MARK}-tag/"),
        *in_each_language(f"/text/people/{MARK}-person/"),
        *map(text_only.address_of, WALK["day"](a) + WALK["story"](a)),
    ],
    "story": lambda a: [
        each for path in a.addresses.values_list("path", flat=True) for each in (path, path.rstrip("/"))
    ],
    "comment": lambda a: [
        *in_each_language(f"/comments/{a.pk}/"),
        *(f"/comments/{a.pk}/?order={order}" for order in ("oldest", "answered")),
    ],
    "comment_thread": lambda a: [path for pk in comments_of(a) for path in in_each_language(f"/comments/{a.pk}/{pk}/")],
    "comment_answer": lambda a: [
        path for pk in comments_of(a) for path in in_each_language(f"/comments/{a.pk}/answer/{pk}/")
    ],
    "comments_atom": lambda a: in_each_language(f"/comments/{a.pk}/feed.atom"),
    "comments_rss": lambda a: in_each_language(f"/comments/{a.pk}/feed.rss"),
    "comments_json": lambda a: in_each_language(f"/comments/{a.pk}/feed.json"),
    # Of a comment's writer alone; an address that no page gives out, and that no one can guess.
    "comment_own": lambda a: [f"/comments/own/{MARK}.{MARK}/"],
    "comment_challenge": lambda a: in_each_language(f"/comments/{a.pk}/challenge/"),
    "comment_report": lambda a: [path for pk in comments_of(a) for path in in_each_language(f"/comments/report/{pk}/")],
    "comment_report_received": lambda a: [
        path for pk in comments_of(a) for path in in_each_language(f"/comments/report/{pk}/received/")
    ],
    # What a mailed link opens shows its reader's own words; that it shows no word of the story, a test of its own says.
    "comments_mine": lambda a: in_each_language("/comments/mine/"),
    "comments_mine_asked": lambda a: in_each_language("/comments/mine/asked/"),
    "comments_kept": lambda a: [f"/comments/mine/1:{MARK}:{MARK}/"],
    "comments_kept_download": lambda a: [f"/comments/mine/1:{MARK}:{MARK}/download/"],
    "comments_kept_erase": lambda a: [f"/comments/mine/1:{MARK}:{MARK}/erase/"],
    "comment_answers": lambda a: [f"/comments/answers/1:{MARK}:{MARK}/"],
    "comment_answers_stop": lambda a: [f"/comments/answers/1:{MARK}:{MARK}/stop/"],
    # By its words, one typo away, by its names; and what is suggested.
    "search": lambda a: [
        *in_each_language("/search/?q=headline+body"),
        "/search/?q=xyzy&order=newest",
        f"/search/?q=body&tag={MARK}-tag",
        f"/search/?q=body&language=all&person={MARK}-person",
    ],
    "search_suggest": lambda a: ["/search/suggest/?q=headl", "/ar/search/suggest/?q=xyz"],
    "sitemap": lambda a: ["/sitemap.xml"],
    "sitemap_news": lambda a: ["/sitemap-news.xml"],
    "sitemap_stories": lambda a: [
        f"/sitemap-stories-{code}-{timezone.localdate():{form}}.xml"
        for code in LANGUAGES
        for form in ("%Y-%m", "%Y-%m-%d")
    ],
    "sitemap_lists": lambda a: [
        f"/sitemap-{kind}-{code}-0.xml" for code in LANGUAGES for kind in ("pages", "tags", "people", "series")
    ],
    "most_read": lambda a: in_each_language("/most-read/"),
    "read": lambda a: [f"/reads/{a.pk}/"],
    "robots": lambda a: ["/robots.txt"],
    "indexnow_key": lambda a: [f"/{MARK}{MARK}.txt"],
    "health": lambda a: ["/health/"],
    "metrics": lambda a: ["/metrics/"],
    # Links that have ended, or were never made; one that stands has a test of its own, below.
    "preview": lambda a: [
        preview.address(preview_link(a, expires_at=timezone.now())),
        preview.address(preview_link(a, revoked_at=timezone.now())),
        f"/preview/{preview_link(a).pk}.{MARK * 8}/",
    ],
    # Named by the digest of its content; an address that no page gives out.
    "rendition": lambda a: [],
    "cut": lambda a: [],
}


def comments_of(article: Article) -> list[int]:
    return list(Comment.objects.filter(article=article).values_list("pk", flat=True))


def preview_link(article: Article, **fields) -> PreviewLink:
    """A link to a story that may have been made before the story was what it is now."""
    defaults = {"made_for": f"{MARK} lawyer", "made_by": article.created_by, "expires_at": later()}
    link = PreviewLink.objects.create(article=article, **{**defaults, **fields})
    link.refresh_from_db()
    return link


def names(patterns: list, namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from names(pattern.url_patterns, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or str(pattern.pattern)


def test_every_public_address_is_in_the_walk():
    assert set(names(get_resolver().url_patterns)) == set(WALK)


def story(by, **fields) -> Article:
    marked = {**MARKED, "picture": marked_picture(), "series": cast.series(f"{MARK}-series")}
    article = cast.draft(by, **marked, tags=(f"{MARK} tag",), credited=False, **fields)
    article.bylines.create(person=cast.person(f"{MARK}-person"))
    return article


MARKED = {
    "headline": f"{MARK} headline",
    "kicker": f"{MARK} kicker",
    "standfirst": f"{MARK} standfirst",
    "body": f"<p>{MARK} body</p>",
    "dateline": f"{MARK} town",
}


def marked_picture() -> Picture:
    return cast.picture(caption=f"{MARK} caption", credit=f"{MARK} credit", alt_text=f"{MARK} alt")


def live(by) -> Article:
    """A story that readers see, with a comment and a correction."""
    article = story(by)
    workflow.publish(article, by=by)
    Comment.objects.create(
        article=article,
        name=f"{MARK} commenter",
        email="a@example.org",
        body=f"{MARK} comment",
        state="approved",
    )
    workflow.correct(article, by=by, kind="correction", text=f"{MARK} correction")
    HourOfReads.objects.create(article=article, language="en", hour=hour_of(timezone.now()), count=9)
    return article


def changed(article: Article, by, **fields) -> Article:
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    workflow.save_revision(article, by=by)
    return article


def later(hours: int = 1) -> datetime.datetime:
    return timezone.now() + hours * SOON


# Never seen by readers: its address is not there.


def make_draft(by):
    return story(by)


def make_in_review(by):
    article = story(by)
    workflow.submit(article, by=by)
    return article


def make_ready(by):
    article = make_in_review(by)
    workflow.approve(article, by=by)
    return article


def make_sent_back(by):
    article = make_scheduled(by)
    workflow.send_back(article, by=by, reason="Not yet")
    return article


def make_scheduled(by):
    article = story(by)
    workflow.schedule(article, by=by, at=later())
    return article


def make_called_off(by):
    article = make_scheduled(by)
    workflow.unschedule(article, by=by)
    return article


def make_embargoed(by):
    article = story(by, embargo_until=later())
    workflow.schedule(article, by=by, at=later(2))
    return article


def make_embargoed_until_further_notice(by):
    return changed(make_scheduled(by), by, embargo_open=True)


def make_embargo_broken(by):
    article = make_embargoed(by)
    workflow.break_embargo(article, by=by, reason="It is all over the radio")
    return article


def make_waiting_for_the_lawyers(by):
    article = make_scheduled(by)
    workflow.ask_sign_off(article, by=by, kind="legal")
    return article


def make_killed_before_it_went_out(by):
    article = make_scheduled(by)
    workflow.kill(article, by=by, reason="Wrong", notice=NOTICE)
    return article


# Once seen: its address says that it is gone, and with a notice where one is due.


def make_unpublished(by):
    article = live(by)
    workflow.unpublish(article, by=by, reason="A mistake")
    return article


def make_unpublished_then_scheduled(by):
    article = make_unpublished(by)
    workflow.republish(article, by=by, reason="It was right", at=later())
    return article


def make_unpublished_then_changed(by):
    return changed(make_unpublished(by), by, slug=f"{MARK}-other")


def make_ended(by):
    article = live(by)
    workflow.limit(article, by=by, until=later())
    past = timezone.now()
    Edition.objects.filter(article=article, live_until__gt=past).update(live_until=past)
    Article.objects.filter(pk=article.pk).update(live_until=past)
    return article


def make_corrected_after_its_end(by):
    article = make_ended(by)
    workflow.correct(Article.objects.get(pk=article.pk), by=by, kind="retraction", text=f"{MARK} retraction")
    return article


def make_taken_down(by):
    article = live(by)
    workflow.take_down(article, by=by, reason=f"{MARK} reason", notice=NOTICE)
    return article


def make_taken_down_then_killed(by):
    article = make_taken_down(by)
    workflow.kill(article, by=by, reason=f"{MARK} reason", notice=NOTICE)
    return article


def make_killed(by):
    article = live(by)
    workflow.kill(article, by=by, reason=f"{MARK} reason", notice=NOTICE)
    return article


def made(*makers: Callable) -> dict[str, Callable]:
    return {make.__name__.removeprefix("make_"): make for make in makers}


NEVER_SEEN = made(
    make_draft,
    make_in_review,
    make_ready,
    make_sent_back,
    make_scheduled,
    make_called_off,
    make_embargoed,
    make_embargoed_until_further_notice,
    make_embargo_broken,
    make_waiting_for_the_lawyers,
    make_killed_before_it_went_out,
)
GONE = made(make_unpublished, make_unpublished_then_scheduled, make_unpublished_then_changed)
GONE |= made(make_ended, make_corrected_after_its_end)
GONE_WITH_A_NOTICE = made(make_taken_down, make_taken_down_then_killed, make_killed)
NOT_PUBLIC = NEVER_SEEN | GONE | GONE_WITH_A_NOTICE


@pytest.fixture
def chief(administrator):
    """Whoever may use every verb."""
    return administrator


def answers(*articles: Article) -> Iterator[tuple[str, str, int, str]]:
    """Every public answer: name, path, status, text."""
    client = Client(raise_request_exception=False)
    for name, paths in WALK.items():
        for path in dict.fromkeys(path for article in articles for path in paths(article)):
            # HEAD is GET without its body, to the server as to Django. What takes another method is told by the path.
            others = [] if "?" in path else [client.post(path, {"body": "hello"})]
            for answer in [client.get(path), *others]:
                text = b"".join(answer.streaming_content) if answer.streaming else answer.content
                yield name, path, answer.status_code, text.decode() + str(answer.headers)


def leaves_no_trace(*articles: Article) -> None:
    for name, path, status, text in answers(*articles):
        assert status < 500, (name, path)
        assert MARK not in unquote(text).replace(path, ""), (name, path)


def leads_to(*articles: Article, by) -> Edition:
    """Another story, whose text leads to each of these: by a link, and by a card."""
    links = "".join(f'<p>See <a data-story="{each.pk}">there</a>.</p>' for each in articles)
    cards = "".join(f'<aside data-story="{each.pk}"></aside>' for each in articles)
    return cast.published(by, headline="Another story", body=links + cards)


# All states in one walk; to the full, each in a walk of its own, which tells whose trace it was.
WALKS = {state: [state] for state in NOT_PUBLIC} if THOROUGH else {"every state": list(NOT_PUBLIC)}


@pytest.mark.parametrize("states", WALKS.values(), ids=WALKS)
def test_stories_that_are_not_public_leave_no_trace(chief, states):
    cast.published(chief)  # so that lists are not empty
    articles = {state: NOT_PUBLIC[state](chief) for state in states}
    for article in articles.values():
        preview_link(article)  # which shows the story nowhere else
    other = leads_to(*articles.values(), by=chief)
    leaves_no_trace(*articles.values())
    page = Client().get(other.path).text
    assert page.count("See there.") == len(states)
    assert MARK not in unquote(page)
    for state, article in articles.items():
        for address in seen_addresses(article) or article.addresses.values_list("path", flat=True):
            answer = Client().get(address)
            status = 404 if state in NEVER_SEEN else 410
            assert answer.status_code == Client().head(address).status_code == status, state
            assert (NOTICE in answer.content.decode()) == (state in GONE_WITH_A_NOTICE), state


# Nobody outside may see these, whoever was given a link.
CLOSED = {"embargoed", "embargoed_until_further_notice", "killed_before_it_went_out", *GONE_WITH_A_NOTICE}


@pytest.mark.parametrize("state", NOT_PUBLIC)
def test_a_link_shows_a_story_in_every_state_but_under_embargo_and_frozen(chief, state):
    article = NOT_PUBLIC[state](chief)
    path = preview.address(preview_link(article))
    for answer in (Client().get(path), Client().head(path)):
        assert answer.status_code == (404 if state in CLOSED else 200)
    answer = Client().get(path)
    assert (f"{MARK} headline" in answer.content.decode()) == (state not in CLOSED)
    assert MARK not in str(answer.headers)


def seen_addresses(article: Article) -> list[str]:
    return list(article.editions.seen().values_list("path", flat=True))


def test_every_state_has_the_story_that_it_is_named_for(chief):
    """Or the walk would walk past nothing."""
    for name, make in NOT_PUBLIC.items():
        article = make(chief)
        assert article.live_edition is None, name
        assert bool(seen_addresses(article)) == (name not in NEVER_SEEN), name
        assert (article.pending_edition is not None) == (
            name.endswith("scheduled") or name in ("embargoed", "embargo_broken")
        ), name


def test_a_live_story_shows_wherever_it_should(chief):
    article = live(chief)
    seen = {name for name, path, status, text in answers(article) if status == 200 and MARK in text}
    hidden = {"robots", "indexnow_key", "health", "metrics", "rendition", "cut", "sitemap", "preview", "read"}
    # Of a reader, and not of the story.
    hidden |= {"comment_own", "comment_challenge"}
    hidden |= {name for name in WALK if name.startswith(("comments_mine", "comments_kept", "comment_answers"))}
    assert seen == set(WALK) - hidden


def test_a_live_story_is_on_the_card_of_another(chief):
    article = live(chief)
    page = Client().get(leads_to(article, by=chief).path).text
    assert f"{MARK} headline" in page
    assert f'<a href="{article.live_edition.path}">there</a>' in page


def test_a_live_story_is_on_its_link_card(chief):
    page = Client().get(live(chief).live_edition.path).content.decode()
    for name in ("og:title", "og:description", "og:image:alt", "article:tag"):
        assert f'<meta property="{name}" content="{MARK} ' in page


def test_the_working_copy_of_a_live_story_shows_nowhere(chief):
    article = cast.published(chief).article
    Article.objects.filter(pk=article.pk).update(headline=f"{MARK} rewrite", body=f"<p>{MARK}</p>", stage=Stage.DRAFT)
    article.tags.add(f"{MARK} tag")
    workflow.save_revision(Article.objects.get(pk=article.pk), by=chief)
    leaves_no_trace(article)


def test_an_update_that_is_scheduled_shows_nowhere_while_the_old_text_is_live(chief):
    article = cast.published(chief).article
    article.tags.add(f"{MARK} tag")
    article.bylines.create(person=cast.person(f"{MARK}-person"))
    moved = {"slug": f"{MARK}-slug", "section": cast.section("world"), "series": cast.series(f"{MARK}-series")}
    changed(article, chief, **MARKED, **moved, picture=marked_picture())
    workflow.schedule(article, by=chief, at=later(), substantive=True)
    leaves_no_trace(article)
    assert Client().get(article.pending_edition.path).status_code == 404
    assert "Bridge opens" in Client().get(article.live_edition.path).content.decode()


def test_a_scheduled_story_appears_by_the_clock_alone(chief):
    article = make_scheduled(chief)
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
