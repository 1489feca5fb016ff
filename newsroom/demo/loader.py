"""Puts the demo newspaper into the database, as if a newsroom had worked there for two years."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from articles import renditions, workflow
from articles.compose import compose
from articles.models import Article, Byline, Edition, Person, Picture, Section, Source, Stage
from newsroom.comments.models import Comment
from newsroom.demo import letters, newspaper
from newsroom.demo.copy import Copy, age_of, all_copy
from newsroom.demo.drawings import draw
from newsroom.staff.models import User

PASSWORD = "courier-demo"  # noqa: S105  (a demo on one's own machine; `make demo` prints it)
SOON = datetime.timedelta(minutes=2)
STAGES = {"draft": Stage.DRAFT, "in_review": Stage.IN_REVIEW, "ready": Stage.READY, "embargoed": Stage.READY}

Tell = Callable[[int, int, str], None]


def is_loaded() -> bool:
    return Section.objects.exists()


@transaction.atomic
def load(tell: Tell) -> int:
    """Load everything, or nothing. Returns the number of stories; `tell` hears of each: done, of how many, what."""
    return _Loading(tell).run()


class _Loading:
    """The rows that later ones refer to, by the keys of the demo's files."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.now = timezone.now()
        self.sections: dict[str, Section] = {}
        self.people: dict[str, Person] = {}
        self.sources: dict[str, Source] = {}
        self.pictures: dict[str, Picture] = {}
        self.articles: dict[str, Article] = {}
        self.editor: Any = None

    def run(self) -> int:
        self._people_and_sections()
        stories = all_copy()
        for number, copy in enumerate(stories, 1):
            self._story(copy)
            self.tell(number, len(stories), copy["headline"])
        self._comments()
        return len(stories)

    def _people_and_sections(self) -> None:
        for position, section in enumerate(newspaper.SECTIONS, 1):
            self.sections[section.key] = Section.objects.create(
                slug=section.slug,
                position=position,
                name=section.name.en,
                names={"ar": section.name.ar, "ckb": section.name.ckb},
                description=section.description.en,
                descriptions={"ar": section.description.ar, "ckb": section.description.ckb},
            )
        for person in newspaper.PEOPLE:
            account = self._account(person) if person.has_account else None
            if person.role == "editor" and self.editor is None:
                self.editor = account
            self.people[person.key] = Person.objects.create(
                slug=person.slug,
                user=account,
                name=person.name.en,
                names={"ar": person.name.ar, "ckb": person.name.ckb},
                bio=person.bio.en,
                bios={"ar": person.bio.ar, "ckb": person.bio.ckb},
            )
        for source in newspaper.SOURCES:
            self.sources[source.key] = Source.objects.create(
                name=source.name, credit_line=source.credit_line, usage_terms=source.usage_terms
            )

    def _account(self, person: newspaper.Person) -> User:
        first, _, last = person.name.en.partition(" ")
        user = User.objects.create_user(
            person.username or person.key, password=PASSWORD, first_name=first, last_name=last, is_staff=True
        )
        user.groups.set(Group.objects.filter(name=person.role))
        return user

    def _picture(self, key: str, copy: Copy) -> Picture:
        if key not in self.pictures:
            credits = [self.people[person].name for role, person in copy.bylines if role == "pictures"]
            self.pictures[key] = Picture.from_original(
                renditions.store(draw(key)),
                caption=copy["caption"],
                alt_text=copy["alt"],
                credit=credits[0] if credits else newspaper.SITE_NAME.en,
                added_by=self.editor,
            )
        return self.pictures[key]

    def _story(self, copy: Copy) -> None:
        article = self._working_copy(copy)
        match copy.state:
            case "live":
                self._released(article, copy)
            case "unpublished":
                self._released(article, copy, until=self.now - datetime.timedelta(hours=1))
            case "scheduled":
                workflow.schedule(article, by=self.editor, at=self.now + SOON)

    def _working_copy(self, copy: Copy) -> Article:
        writers = [self.people[person] for _, person in copy.bylines]
        owner = next((person.user for person in writers if person.user), self.editor)
        picture = self._picture(copy["picture"], copy) if copy["picture"] else None
        embargoed = copy.state == "embargoed"
        article = Article.objects.create(
            created_by=owner,
            language=copy.language,
            kicker=copy["kicker"],
            headline=copy["headline"],
            standfirst=copy["standfirst"],
            dateline=copy["dateline"],
            body=copy.body,
            slug=copy["slug"],
            section=self.sections[copy["section"]],
            source=self.sources.get(copy["source"]),
            picture=picture,
            picture_caption=copy["caption"],
            picture_credit=self._credit(copy, picture),
            picture_alt=copy["alt"],
            translation_of=self.articles.get(copy["translation_of"]),
            stage=STAGES.get(copy.state, Stage.READY),
            embargo_until=self.now + datetime.timedelta(days=2) if embargoed else None,
        )
        article.tags.set(copy.tags)
        for position, (role, person) in enumerate(copy.bylines):
            Byline.objects.create(article=article, person=self.people[person], role=role, position=position)
        workflow.save_revision(article, by=owner)
        self.articles[copy.key] = article
        return article

    def _credit(self, copy: Copy, picture: Picture | None) -> str:
        """The photographer's name as the story's language writes it."""
        for role, person in copy.bylines:
            if role == "pictures":
                return self.people[person].name_in(copy.language)
        return getattr(newspaper.SITE_NAME, copy.language) if picture else ""

    def _released(self, article: Article, copy: Copy, until: datetime.datetime | None = None) -> None:
        """Editions as they would be, had the desk published and updated the story then."""
        published = self.now - (copy.age() or datetime.timedelta(days=1))
        updated = copy.age("updated")
        instants = [published, self.now - updated] if updated else [published]
        for begin, end in zip(instants, [*instants[1:], until], strict=True):
            edition = compose(
                article,
                revision=article.revisions.latest("number"),
                by_id=self.editor.pk,
                live_from=begin,
                published_at=published,
                updated_at=begin,
            )
            if end is not None:
                Edition.objects.filter(pk=edition.pk).update(live_until=end)

    def _comments(self) -> None:
        for comment in letters.COMMENTS:
            article = self.articles[comment.story]
            Comment.objects.create(
                article=article,
                name=comment.name,
                email=comment.email,
                website=comment.website,
                body=comment.body,
                state=comment.state,
                posted_at=self.now - age_of(comment.age),
            )
