"""Every kind of public page in every language, for the tests of standards: what holds of pages is asked of all of them.

A new public address that shows a page and is among neither `KINDS` nor `NO_PAGES` fails tests/test_markup.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone

from articles import text_only, workflow
from articles.models import Article, Correction, Edition, Section, Series
from newsroom.comments.links import Purpose, token
from newsroom.comments.models import AccessRequest, Comment, Conversation, Subscription
from newsroom.comments.posting import own_path
from newsroom.comments.sealing import email_mark
from newsroom.staff.models import User
from tests import cast

PREFIXES = {"en": "", "ar": "/ar", "ckb": "/ckb"}
# Of a list from the end of the century on: its second page, as far as the template can tell.
OLDER = "?before=4102444800000000-1"

HEADLINES = {"en": "Bridge opens after two years", "ar": "جسر جديد يفتح أبوابه", "ckb": "پردە نوێیەکە کرایەوە"}
STANDFIRSTS = {
    "en": "The crossing halves the way to the hospital.",
    "ar": "يختصر الجسر نصف الطريق إلى المستشفى.",
    "ckb": "پردەکە ڕێگاکەی نەخۆشخانە نیوە دەکات.",
}
SENTENCES = {
    "en": "The first bus crossed at six, with the mayor standing behind the driver.",
    "ar": "عبرت الحافلة الأولى في السادسة، ورئيس البلدية واقف خلف السائق.",
    "ckb": "یەکەم پاس کاتژمێر شەش پەڕییەوە، سەرۆکی شارەوانی لە پشت شۆفێرەکە وەستابوو.",
}
SECTIONS = {
    "politics": {"ar": "سياسة", "ckb": "سیاسەت"},
    "sport": {"ar": "رياضة", "ckb": "وەرزش"},
}


@dataclass
class Paper:
    """A small newspaper: in each language a story with all that a story can have, and stories in every other state."""

    editor: User
    full: dict[str, Edition] = field(default_factory=dict)
    bare: dict[str, Edition] = field(default_factory=dict)
    gone: dict[str, Edition] = field(default_factory=dict)
    taken: dict[str, Edition] = field(default_factory=dict)
    # A comment of each language that was answered.
    said: dict[str, Comment] = field(default_factory=dict)
    # Mailed links by language: to what is kept of a reader, and to where answers by mail are confirmed and ended.
    kept: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    stop: dict[str, str] = field(default_factory=dict)


def body_of(language: str, story: Article, picture: int) -> str:
    """A body with one of each thing that a body can have."""
    words = SENTENCES[language]
    return (
        f'<p>{words} <a href="https://example.org/">{words}</a> <strong>{words}</strong> <em>{words}</em></p>'
        f"<h2>{HEADLINES[language]}</h2><ul><li>{words}</li><li>{words}</li></ul><ol><li>{words}</li></ol>"
        f'<p><a data-story="{story.pk}">{words}</a> +964 750 123 4567</p>'
        f'<blockquote class="pull-quote"><p>{words}</p><footer>Rebin</footer></blockquote>'
        f'<figure data-picture="{picture}"><figcaption>{words}</figcaption></figure>'
        f"<h3>{HEADLINES[language]}</h3><p>Only in English, every word of it.</p><p>بالعربية وحدها.</p>"
        "<table><tr><th>2024</th><th>2025</th></tr><tr><td>1,200</td><td>-5%</td></tr></table>"
        '<figure data-embed="https://www.youtube.com/watch?v=aqz-KE-bpKQ"></figure>'
        f'<aside data-story="{story.pk}"></aside><hr><p>{words}</p>'
    )


def paper(editor: User) -> Paper:
    made = Paper(editor)
    administrator = cast.account("azad", "administrator")
    for position, (slug, names) in enumerate(SECTIONS.items()):
        cast.section(slug, names=names, position=position, description="What is decided, and by whom.")
    cast.person(names={"ar": "ديلان رشيد", "ckb": "دیلان ڕەشید"}, bio="Writes about rivers.")
    picture, other = cast.picture(), cast.picture(colour="olive")
    series = Series.objects.create(slug="bridges", name="Bridges")
    for code, headline in HEADLINES.items():
        made.bare[code] = cast.published(editor, language=code, headline=f"{headline} (1)", kicker="", standfirst="")
    for code, headline in HEADLINES.items():
        elsewhere = made.bare["ar" if code == "en" else "en"].article
        draft = cast.draft(
            editor,
            language=code,
            headline=headline,
            standfirst=STANDFIRSTS[code],
            tags=("Rivers", "أنهار"),
            picture=picture,
            series=series,
            body=body_of(code, elsewhere, other.pk),
            translation_of=made.full["en"].article if "en" in made.full else None,
        )
        draft.bylines.create(person=cast.person("sara-aziz"), role="pictures", position=1)
        made.full[code] = workflow.publish(draft, by=editor)
        for kind in Correction.Kind:
            workflow.correct(draft, by=editor, kind=kind, text=f"{headline}: 6, not 5.")
        for number in range(6):
            comment = Comment.objects.create(
                article=draft,
                # A thread as deep as it goes, with one of every mark.
                parent=made.said.get(code) if number > 1 else None,
                name=f"Hêvî {number}",
                email="h@example.org",
                website="https://example.org/" if number else "",
                body=f"{SENTENCES[code]} {'x' * 300 if number else ''}{number}",
                quote=SENTENCES[code] if number == 1 else "",
                is_pick=number == 1,
                staff=editor if number == 2 else None,
                redacted_at=timezone.now() if number == 3 else None,
                erased_at=timezone.now() if number == 4 else None,
                state="approved",
            )
            Conversation.count(comment, 1)
            made.said[code] = comment
        reader = {"email": "h@example.org", "email_mark": email_mark("h@example.org"), "language": code}
        made.kept[code] = token(Purpose.KEPT, AccessRequest.objects.create(**reader, mailed_at=timezone.now()).pk)
        wanted = Subscription.objects.create(comment=made.said[code], **reader)
        made.answers[code], made.stop[code] = token(Purpose.CONFIRM, wanted.pk), token(Purpose.STOP, wanted.pk)
        made.gone[code] = cast.published(editor, language=code, headline=f"{headline} (2)", tags=("Locusts",))
        workflow.unpublish(made.gone[code].article, by=editor, reason="A mistake")
        made.taken[code] = cast.published(editor, language=code, headline=f"{headline} (3)")
        workflow.take_down(made.taken[code].article, by=administrator, reason="A court", notice="A court asked us to.")
    assert Section.objects.count() == len(SECTIONS)
    return made


# By the name of what is shown: its address in a language, and the answer that it has.
KINDS: dict[str, Callable[[Paper, str], str]] = {
    "front": lambda made, code: f"{PREFIXES[code]}/",
    "latest": lambda made, code: f"{PREFIXES[code]}/latest/",
    "latest, older": lambda made, code: f"{PREFIXES[code]}/latest/{OLDER}",
    "section": lambda made, code: f"{PREFIXES[code]}/politics/",
    "section, empty": lambda made, code: f"{PREFIXES[code]}/sport/",
    "tag": lambda made, code: f"{PREFIXES[code]}/tag/rivers/",
    "person": lambda made, code: f"{PREFIXES[code]}/people/dilan-rashid/",
    "day": lambda made, code: f"{PREFIXES[code]}/{timezone.localdate():%Y/%-m/%-d}/",
    "corrections": lambda made, code: f"{PREFIXES[code]}/corrections/",
    "series": lambda made, code: f"{PREFIXES[code]}/series/bridges/",
    "most_read": lambda made, code: f"{PREFIXES[code]}/most-read/",
    "search": lambda made, code: f"{PREFIXES[code]}/search/",
    "search, found": lambda made, code: f"{PREFIXES[code]}/search/?q={HEADLINES[code].split()[0]}",
    "search, not found": lambda made, code: f"{PREFIXES[code]}/search/?q=zzzzzzzz",
    "text_front": lambda made, code: f"{PREFIXES[code]}/text/",
    "text_page": lambda made, code: f"{PREFIXES[code]}/text/latest/",
    "text, story": lambda made, code: text_only.address_of(made.full[code].path),
    "story": lambda made, code: made.full[code].path,
    "story, bare": lambda made, code: made.bare[code].path,
    "comment": lambda made, code: f"{PREFIXES[code]}/comments/{made.full[code].article_id}/",
    "comments, none": lambda made, code: f"{PREFIXES[code]}/comments/{made.bare[code].article_id}/?order=oldest",
    "comment_thread": lambda made, code: (
        f"{PREFIXES[code]}/comments/{made.full[code].article_id}/{made.said[code].pk}/"
    ),
    "comment_answer": lambda made, code: (
        f"{PREFIXES[code]}/comments/{made.full[code].article_id}/answer/{made.said[code].pk}/"
    ),
    "comment_own": lambda made, code: PREFIXES[code] + own_path(made.said[code]),
    "comment_report": lambda made, code: f"{PREFIXES[code]}/comments/report/{made.said[code].pk}/",
    "comment_report_received": lambda made, code: f"{PREFIXES[code]}/comments/report/{made.said[code].pk}/received/",
    "comments_mine": lambda made, code: f"{PREFIXES[code]}/comments/mine/",
    "comments_mine_asked": lambda made, code: f"{PREFIXES[code]}/comments/mine/asked/",
    "comments_kept": lambda made, code: f"{PREFIXES[code]}/comments/mine/{made.kept[code]}/",
    "comment_answers": lambda made, code: f"{PREFIXES[code]}/comments/answers/{made.answers[code]}/",
    "comment_answers_stop": lambda made, code: f"{PREFIXES[code]}/comments/answers/{made.stop[code]}/stop/",
    "link ended": lambda made, code: f"{PREFIXES[code]}/comments/mine/nowhere/",
    "not found": lambda made, code: f"{PREFIXES[code]}/nowhere/",
    "withdrawn": lambda made, code: made.gone[code].path,
    "taken down": lambda made, code: made.taken[code].path,
    "list gone": lambda made, code: f"{PREFIXES[code]}/tag/locusts/",
}
STATUSES = {"not found": 404, "withdrawn": 410, "taken down": 410, "list gone": 410, "link ended": 410}
# Public addresses that answer with no page: feeds, files, what machines read; and a page that only takes, shown below.
NO_PAGES = {
    *("sitemap", "sitemap_news", "sitemap_stories", "sitemap_lists", "robots", "indexnow_key", "health"),
    "metrics",
    *("rendition", "cut", "preview", "search_suggest", "read"),
    *("comment_challenge", "comments_kept_download", "comments_kept_erase"),
}
FEEDS = ("_atom", "_rss", "_json")


def pages(made: Paper, code: str) -> dict[str, str]:
    """The address of each kind of page in a language."""
    return {kind: address(made, code) for kind, address in KINDS.items()}


def sent(made: Paper, code: str) -> dict[str, str]:
    """The HTML of each kind of page in a language, and of a story whose comment form has errors."""
    client = Client()
    found = {}
    for kind, path in pages(made, code).items():
        response = client.get(path)
        assert response.status_code == STATUSES.get(kind, 200), (kind, path, response.status_code)
        found[kind] = response.content.decode()
    wrong = client.post(
        f"{PREFIXES[code]}/comments/{made.full[code].article_id}/",
        {"body": "", "name": "", "email": "x", "website": "nowhere:"},
        headers={"sec-fetch-site": "same-origin"},
    )
    assert wrong.status_code == 422
    erasing = client.post(f"{PREFIXES[code]}/comments/mine/{made.kept[code]}/erase/", {"everything": "yes"})
    assert erasing.status_code == 200
    return found | {"comment refused": wrong.content.decode(), "comments erase": erasing.content.decode()}
