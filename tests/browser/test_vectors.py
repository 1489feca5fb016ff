"""Five hundred ways to make a page run strangers' words: in every field of a comment, of an answer and of a report, on
every page that shows them, in the feeds, at the desk and in the mails. None runs, and none breaks a page; without the
Content-Security-Policy, so that it is our own care that is tried."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition
from newsroom.comments import letters, moderation
from newsroom.comments.forms import CommentForm
from newsroom.comments.models import Comment, PostCount, Report, Subscription
from newsroom.comments.sealing import email_mark
from tests import cast
from tests.comments.vectors import all_of_them
from tests.pace import times

# Whatever would run tells so; what a vector calls, and what it sets.
WATCH = """
    for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => { window.hit = 1 }
"""
# Markup that no comment may bring, wherever strangers' words stand; a handler on any element.
BROUGHT = """() => [...document.querySelectorAll("*")].filter(each =>
    each.matches(`:is(.comment, .comments, blockquote) :is(script, img, svg, iframe, object, embed, video, audio, style,
        marquee, math, base, meta, link, xss, dialog)`)
    || [...each.attributes].some(
        ({ name, value }) => /^on/i.test(name) || /^[\\s\\x00-\\x1f]*(java|vb)script:/i.test(value))
).map(each => each.outerHTML.slice(0, 200))"""


@pytest.fixture
def edition() -> Edition:
    return cast.published(cast.account("evin", "editor"))


def vectors() -> list[str]:
    """All of them, or each so many-th of them in the suite of every day."""
    found = all_of_them()
    return found[:: max(1, len(found) // times(len(found), daily=120))]


def post(client: Client, edition: Edition, number: int, **fields: str) -> int:
    since = CommentForm(article=edition.article_id).fresh_since
    data = {"body": "Words.", "name": "Name", "email": f"r{number}@example.org", "since": since, **fields}
    return client.post(f"/comments/{edition.article_id}/", data).status_code


def everywhere(edition: Edition) -> list[int]:
    """Each vector in each field that takes it, through the form; then all are public. What came of each post."""
    client, came = Client(), []
    for number, vector in enumerate(vectors()):
        PostCount.objects.all().delete()
        came.append(post(client, edition, number, body=vector, name=vector))
        came.append(post(client, edition, number, body=f"{vector} again", website=f"https://example.org/{vector}"))
        came.append(post(client, edition, number, email=f"{vector}@example.org", website=vector, quote=vector))
    return came


def answered_and_reported(edition: Edition, subject: Comment) -> None:
    for number, vector in enumerate(vectors()):
        Comment.objects.create(
            article=edition.article, parent=subject, name=vector[:200], email=f"a{number}@example.org", body=vector
        )
        Report.objects.create(
            comment=subject,
            kind="legal",
            words=vector,
            name=vector,
            email="n@example.org",
            network_mark=bytes([number % 256, number // 256]),
        )


def follow(page, path: str, pages: int = 60):
    """A page, and those that it leads on to."""
    while path and pages:
        page.goto(path)
        yield path
        way = page.locator("a[rel=next]")
        path, pages = (way.first.evaluate("each => each.href") if way.count() else ""), pages - 1


def test_no_words_of_strangers_run_or_break_a_page(visitor, edition, settings):
    moderator = cast.account("mina", "moderator")
    came = everywhere(edition)
    assert set(came) <= {302, 422}, set(came)
    assert came.count(302) > len(came) // 3
    subject = Comment.objects.earliest("pk")
    answered_and_reported(edition, subject)
    moderation.decide(Comment.objects.select_related("article"), Comment.State.APPROVED, by=moderator)
    browser = visitor(bypass_csp=True)
    # A feed has no icon of its own: the browser asks for one.
    browser.expected = {"Failed to load resource: the server responded with a status of 404 (Not Found)"}
    browser.context.add_init_script(WATCH)
    elsewhere: list[str] = []
    browser.context.on(
        "request", lambda r: r.url.startswith((browser.site, "data:image/", "blob:")) or elsewhere.append(r.url)
    )
    browser.page.on("dialog", lambda dialog: (elsewhere.append(dialog.message), dialog.dismiss()))
    page = browser.page

    def is_whole(what: str, foot: str) -> None:
        page.wait_for_timeout(20)
        assert page.evaluate("window.hit") is None, what
        assert page.evaluate(BROUGHT) == [], what
        assert page.locator(foot).count() == 1, what
        assert not elsewhere, (what, elsewhere)

    shown = 0
    page.goto(edition.path)
    is_whole("the story", "footer.colophon")
    for path in follow(page, f"/comments/{edition.article_id}/?order=oldest"):
        is_whole(path, "footer.colophon")
        shown += page.locator(".comments > .thread, .comments > li").count()
    assert shown > len(vectors()), shown
    for path in follow(page, f"/comments/{edition.article_id}/{subject.pk}/"):
        is_whole(path, "footer.colophon")
    browser.sign_in("mina")
    for path in (
        f"{reverse('admin:comments_comment_changelist')}?state=all",
        reverse("admin:comments_report_changelist"),
    ):
        for each in follow(page, path):
            is_whole(each, "#container")
    for report in Report.objects.order_by("pk")[:10]:
        page.goto(reverse("admin:comments_report_change", args=[report.pk]))
        is_whole(f"report {report.pk}", "#container")
    for name in ("comments_atom", "comments_rss", "comments_json"):
        page.goto(reverse(name, args=[edition.article_id]))
        assert page.evaluate("window.hit") is None, name
    settings.SITE_URL = "https://news.example"
    wanted = Subscription(
        comment=subject,
        email="a@example.org",
        email_mark=email_mark("a@example.org"),
        language="en",
        asked_at=timezone.now(),
    )
    wanted.save()
    for comment in Comment.objects.filter(parent=subject).order_by("pk"):
        letter = letters.answer(wanted, comment, edition)
        page.set_content(letter.message().get_payload(1).get_payload(decode=True).decode())
        assert page.evaluate("window.hit") is None, comment.body
        assert page.evaluate(BROUGHT) == [], comment.body
        assert page.locator("hr").count() == 1, comment.body
