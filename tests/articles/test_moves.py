"""Whatever moves, in whatever order: every path that readers were ever given leads somewhere in one step."""

import unicodedata
from collections.abc import Callable
from contextlib import suppress
from itertools import count, product
from urllib.parse import unquote

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from articles import languages, workflow
from articles.merging import merge
from articles.models import Address, Article, Byline, Edition, Section, Source, Tag
from articles.models.address import Addressed
from articles.rights import FROZEN
from newsroom.staff.models import User
from tests import cast, pace

pytestmark = pytest.mark.django_db

PAPERS, MOVES_EACH = pace.times(20, daily=5), 50
SLUGS = ["rivers", "bridges", "hêvî", "پرد", "rivers-2", "dams"]
moves = st.lists(
    st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)), min_size=MOVES_EACH, max_size=MOVES_EACH
)


class Paper:
    """A small newspaper, and all paths at which it ever had a page."""

    def __init__(self, editor: User) -> None:
        self.editor = editor
        self.numbers = count(1)
        self.sections: list[Section] = [cast.section(slug) for slug in ("politics", "sport")]
        self.people = [cast.person(slug) for slug in ("dilan-rashid", "sara-aziz")]
        self.tags = [Tag.objects.create(name=name) for name in ("Rivers", "Roads", "Hêvî")]
        self.stories: list[Article] = []
        for number in range(3):
            self.write_another(number, number)
        self.served = self.present()

    def move(self, kind: int, which: int, to: int) -> None:
        act = MOVES[kind % len(MOVES)]
        # What the desk refuses, changes nothing.
        with suppress(workflow.Refused, ValidationError, ProtectedError), transaction.atomic():
            act(self, which, to)
        self.served |= self.present()

    def story(self, which: int) -> Article:
        return Article.objects.get(pk=self.stories[which % len(self.stories)].pk)

    def release(self, story: Article) -> None:
        """Save the working copy, and show it to readers if it was not taken away from them."""
        if story.withdrawn in FROZEN:
            raise workflow.Refused
        story.save()
        workflow.save_revision(story, by=self.editor)
        if story.live_edition:
            workflow.update(story, by=self.editor, substantive=False)
        elif story.withdrawn:
            workflow.republish(story, by=self.editor, reason="It was right")
        else:
            workflow.publish(story, by=self.editor)

    # The moves.

    def change_slug(self, which: int, to: int) -> None:
        story = self.story(which)
        story.slug = (*SLUGS, "")[to % (len(SLUGS) + 1)]
        self.release(story)

    def change_headline(self, which: int, to: int) -> None:
        story = self.story(which)
        story.headline = f"Bridge no. {to % 3}"
        self.release(story)

    def change_section(self, which: int, to: int) -> None:
        story = self.story(which)
        story.section = self.sections[to % len(self.sections)]
        self.release(story)

    def change_language(self, which: int, to: int) -> None:
        story = self.story(which)
        story.language = languages.codes()[to % 3]
        self.release(story)

    def change_tags(self, which: int, to: int) -> None:
        story = self.story(which)
        story.tags.set([tag for number, tag in enumerate(self.tags) if to >> number & 1])
        self.release(story)

    def change_byline(self, which: int, to: int) -> None:
        story = self.story(which)
        story.bylines.all().delete()
        Byline.objects.create(article=story, person=self.people[to % len(self.people)])
        self.release(story)

    def withdraw(self, which: int, to: int) -> None:
        # A kill is for good in this paper: it has to stay rarer than what goes on.
        verb = workflow.kill if to % 8 == 0 else workflow.unpublish
        verb(self.story(which), by=self.editor, reason="Wrong")

    def show_again(self, which: int, to: int) -> None:
        self.release(self.story(which))

    def write_another(self, which: int, to: int) -> None:
        story = Article.objects.create(
            created_by=self.editor,
            headline="Bridge opens",
            slug=SLUGS[to % len(SLUGS)],
            standfirst="The crossing halves the way.",
            body="<p>The first bus crossed at six.</p>",
            section=self.sections[which % len(self.sections)],
            source=Source.objects.get_or_create(name="Tigris Wire", defaults={"credit_line": "(tigris wire)"})[0],
        )
        story.tags.set([self.tags[to % len(self.tags)]])
        Byline.objects.create(article=story, person=self.people[which % len(self.people)])
        workflow.save_revision(story, by=self.editor)
        workflow.publish(story, by=self.editor)
        self.stories = [*self.stories, story][-5:]

    def rename_section(self, which: int, to: int) -> None:
        self.rename(self.sections[which % len(self.sections)], to)

    def rename_tag(self, which: int, to: int) -> None:
        self.rename(self.tags[which % len(self.tags)], to)

    def rename_person(self, which: int, to: int) -> None:
        self.rename(self.people[which % len(self.people)], to)

    def rename(self, thing: Addressed, to: int) -> None:
        before = thing.slug
        thing.slug = SLUGS[to % len(SLUGS)]
        try:
            thing.full_clean()
        except ValidationError:
            thing.slug = before
            raise
        thing.save()

    def merge_tags(self, which: int, to: int) -> None:
        tag, into = self.tags[which % len(self.tags)], self.tags[to % len(self.tags)]
        merge(tag, into, by=self.editor)
        self.tags.remove(tag)

    def add_tag(self, which: int, to: int) -> None:
        self.tags.append(Tag.objects.create(name=f"Tag {next(self.numbers)}"))

    def add_section(self, which: int, to: int) -> None:
        self.sections.append(cast.section(f"section-{next(self.numbers)}"))

    def delete_tag(self, which: int, to: int) -> None:
        tag = self.tags[which % len(self.tags)]
        if len(self.tags) > 2:
            Tag.objects.get(pk=tag.pk).delete()
            self.tags.remove(tag)

    def delete_section(self, which: int, to: int) -> None:
        section = self.sections[which % len(self.sections)]
        if len(self.sections) > 2:
            Section.objects.get(pk=section.pk).delete()
            self.sections.remove(section)

    # What readers find.

    def present(self) -> set[str]:
        """Every path that has a page now: by what is live, not by the table of addresses."""
        live = Edition.objects.live()
        lists = {
            f"{languages.path_prefix(language)}/{kind}/{slug}/"
            for kind, slug, language in (
                *((("tag", *row)) for row in live.values_list("tag_rows__tag__slug", "language").distinct()),
                *((("people", *row)) for row in live.values_list("person_rows__person__slug", "language").distinct()),
            )
            if slug
        }
        fronts = {
            f"{languages.path_prefix(language)}/{slug}/"
            for slug, language in product(Section.objects.values_list("slug", flat=True), languages.codes())
        }
        return lists | fronts | set(live.values_list("path", flat=True))

    def may_be_gone(self, path: str) -> bool:
        """Whether nothing of what the path belongs to can be read now, in the path's language."""
        live = Edition.objects.live()
        whole = Address.objects.filter(path=path, article__isnull=False).first()
        if whole:
            return not live.filter(article=whole.article_id).exists()
        language = languages.of_path(path)
        address = Address.objects.get(path=path.removeprefix(languages.path_prefix(language)))
        if address.tag_id:
            return not live.tagged(address.tag_id, language).exists()
        if address.person_id:
            return not live.by(address.person_id, language).exists()
        return address.section_id is None


MOVES: list[Callable[[Paper, int, int], None]] = [
    Paper.change_slug,
    Paper.change_slug,
    Paper.change_headline,
    Paper.change_section,
    Paper.change_section,
    Paper.change_language,
    Paper.change_tags,
    Paper.change_byline,
    Paper.withdraw,
    Paper.show_again,
    Paper.write_another,
    Paper.rename_section,
    Paper.rename_section,
    Paper.rename_tag,
    Paper.rename_tag,
    Paper.rename_person,
    Paper.merge_tags,
    Paper.add_tag,
    Paper.add_section,
    Paper.delete_tag,
    Paper.delete_section,
]


def test_every_path_ever_served_is_there_or_one_step_away_or_gone(administrator):
    moved = answered = 0
    reader = Client()

    @given(moves)
    @settings(
        max_examples=PAPERS,
        derandomize=True,
        database=None,
        # Shrinking fifty moves takes longer than reading them.
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    def paper_lives(each_move: list[tuple[int, int, int]]) -> None:
        nonlocal moved, answered
        with transaction.atomic():
            paper = Paper(administrator)
            for move in each_move:
                paper.move(*move)
            moved += len(each_move)
            now = paper.present()
            for number, path in enumerate(sorted(paper.served)):
                check(reader, paper, path, number, now)
                answered += 1
            transaction.set_rollback(True)

    paper_lives()
    assert moved >= PAPERS * MOVES_EACH
    assert answered > 25 * PAPERS


def check(reader: Client, paper: Paper, path: str, number: int, now: set[str]) -> None:
    is_list = not Address.objects.filter(path=path, article__isnull=False).exists()
    # As it is printed; and by turns its feed, or as it is sometimes copied: decomposed, without the slash.
    copied = unicodedata.normalize("NFD", path).removesuffix("/")
    for asked, feed in [(path, ""), (path, "feed.atom") if is_list and number % 2 else (copied, "")]:
        answer = reader.get(asked + feed)
        match answer.status_code:
            case 200:
                assert path in now and asked == path, asked
            case 301:
                target = unquote(answer["Location"])
                assert target.removesuffix(feed) in now, (asked, target)
                assert answer["Cache-Control"] == "no-cache"
                assert target != asked + feed
                assert path not in now or target == path + feed
            case 410:
                assert paper.may_be_gone(path), asked
            case other:
                pytest.fail(f"{asked + feed} answers {other}")


@pytest.mark.parametrize("page", ["/politics/", "/tag/rivers/", "/people/dilan-rashid/"])
def test_what_moves_away_and_back_is_where_it_was(reader, editor, page):
    cast.published(editor)
    thing = Address.objects.get(path=page).owner
    first = thing.slug
    for slug in ("somewhere-else", first):
        thing.slug = slug
        thing.full_clean()
        thing.save()
    assert reader.get(page).status_code == 200
    away = reader.get(thing.path_of("somewhere-else"))
    assert (away.status_code, away["Location"]) == (301, page)
