"""Puts the demo newspaper into the database, as if a newsroom had worked there for two years."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from articles import intake, related, workflow
from articles.compose import compose
from articles.models import (
    Article,
    Byline,
    Correction,
    Edition,
    Licence,
    Person,
    Picture,
    Priority,
    Recipient,
    Section,
    Series,
    SignOff,
    Source,
    Stage,
    Taking,
    Withdrawal,
)
from newsroom.comments.models import Comment, Conversation
from newsroom.demo import fronts, letters, newspaper
from newsroom.demo.copy import Copy, age_of, all_copy
from newsroom.demo.drawings import draw
from newsroom.fronts import workflow as curating
from newsroom.readership.counting import hour_of
from newsroom.readership.models import HourOfReads
from newsroom.search import documents
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
        self.series: dict[str, Series] = {}
        self.people: dict[str, Person] = {}
        self.sources: dict[str, Source] = {}
        self.recipients: dict[str, Recipient] = {}
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
        self._readers()
        for front in fronts.FRONTS:
            self._front(front)
        documents.keep_up(Edition.objects.all())
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
        for series in newspaper.SERIES:
            self.series[series.key] = Series.objects.create(
                slug=series.slug,
                name=series.name.en,
                names={"ar": series.name.ar, "ckb": series.name.ckb},
                description=series.description.en,
                descriptions={"ar": series.description.ar, "ckb": series.description.ckb},
            )
        for person in newspaper.PEOPLE:
            account = (
                self._account(person.username or person.key, person.name.en, str(person.role))
                if person.has_account
                else None
            )
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
        for username, name, role in newspaper.ACCOUNTS:
            self._account(username, name, role)
        for key, usernames in newspaper.DESKS.items():
            self.sections[key].editors.set(User.objects.filter(username__in=usernames))
        for recipient in newspaper.RECIPIENTS:
            self.recipients[recipient.key] = Recipient.objects.create(name=recipient.name, email=recipient.email)

    def _account(self, username: str, name: str, role: str) -> User:
        first, _, last = name.partition(" ")
        user = User.objects.create_user(username, password=PASSWORD, first_name=first, last_name=last, is_staff=True)
        user.groups.set(Group.objects.filter(name=role))
        return user

    def _picture(self, key: str, copy: Copy) -> Picture:
        if key not in self.pictures:
            credits = [self.people[person].name for role, person in copy.bylines if role == "pictures"]
            self.pictures[key] = Picture.from_original(
                intake.store(draw(key)),
                caption=copy["caption"],
                alt_text=copy["alt"],
                credit=credits[0] if credits else newspaper.SITE_NAME.en,
                licence=Licence.OWN,
                added_by=self.editor,
            )
        return self.pictures[key]

    def _story(self, copy: Copy) -> None:
        article = self._working_copy(copy)
        match copy.state:
            case "live":
                self._released(article, copy)
            case "unpublished":
                self._withdrawn(article, copy, Withdrawal.Kind.UNPUBLISH)
            case "killed":
                self._withdrawn(article, copy, Withdrawal.Kind.KILL)
            case "scheduled":
                workflow.schedule(article, by=self.editor, at=timezone.now() + SOON)

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
            series=self.series.get(copy["series"]),
            source=self.sources.get(copy["source"]),
            picture=picture,
            picture_caption=copy["caption"],
            picture_credit=self._credit(copy, picture),
            picture_alt=copy["alt"],
            translation_of=self.articles.get(copy["translation_of"]),
            stage=STAGES.get(copy.state, Stage.READY),
            embargo_until=self.now + datetime.timedelta(days=2) if embargoed else None,
            due_at=self.now + age_of(copy["due"]) if copy["due"] else None,
            priority=copy["priority"] or Priority.NORMAL,
            planned_length=copy["length"] or None,
        )
        article.tags.set(copy.tags)
        for position, (role, person) in enumerate(copy.bylines):
            Byline.objects.create(article=article, person=self.people[person], role=role, position=position)
        workflow.save_revision(article, by=owner)
        if copy["ask"]:
            kind, question = copy.parts("ask")
            SignOff.objects.create(article=article, kind=kind, question=question, asked_by=self.editor)
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
        Article.objects.filter(pk=article.pk).update(is_open=False)

        if copy["correction"]:
            kind, age, text = copy.parts("correction")
            Correction.objects.create(
                article=article, kind=kind, text=text, at=self.now - age_of(age), made_by=self.editor
            )

    def _withdrawn(self, article: Article, copy: Copy, kind: Withdrawal.Kind) -> None:
        """A story that was taken away an hour ago."""
        at = self.now - datetime.timedelta(hours=1)
        self._released(article, copy, until=at)
        Withdrawal.objects.create(
            article=article, kind=kind, at=at, by=self.editor, reason=copy["reason"], notice=copy["notice"]
        )
        if copy["taken"]:
            Taking.objects.create(article=article, recipient=self.recipients[copy["taken"]], noted_by=self.editor)
        Article.objects.filter(pk=article.pk).update(withdrawn=kind, is_open=kind == Withdrawal.Kind.UNPUBLISH)

    def _comments(self) -> None:
        for comment in letters.COMMENTS:
            article = self.articles[comment.story]
            written = Comment.objects.create(
                article=article,
                language=article.language,
                name=comment.name,
                email=comment.email,
                website=comment.website,
                body=comment.body,
                state=comment.state,
                posted_at=self.now - age_of(comment.age),
            )
            if written.is_public:
                Conversation.count(written, 1)

    def _readers(self) -> None:
        """What the worker would have found out by now, and how often each story was read: the newer the more."""
        newest = list(Edition.objects.live(self.now).order_by("-published_at", "-article"))
        for edition in newest:
            related.rewrite(edition.article_id)
        last = hour_of(self.now)
        HourOfReads.objects.bulk_create(
            HourOfReads(
                article_id=edition.article_id,
                language=edition.language,
                hour=last - datetime.timedelta(hours=hours),
                # Another order than that of the clock: a story that is long has its readers too.
                count=1 + edition.word_count % 97 + 200 // (place + 1),
            )
            for place, edition in enumerate(newest)
            for hours in range(0, 24, 6)
            if edition.published_at <= last - datetime.timedelta(hours=hours)
        )

    def _front(self, plan: fronts.Front) -> None:
        """A front as the desk launched it, and where a story is to come, scheduled again with that for a lead."""
        by = self.editor
        front = curating.curate(plan.language, self.sections.get(plan.section), by=by)
        curating.save_draft(front, by=by, version=front.version, layout=self._layout(plan))
        curating.launch(front, by=by, version=front.version)
        curating.limit(front, by=by, version=front.version, minutes=plan.lead_limit)
        # On a slow machine it may be out already.
        if plan.together_with and self._is_to_come(plan.together_with, plan.language):
            opened = self._layout(plan)
            opened["blocks"][0]["slots"].insert(0, self._slot(plan.together_with, plan.language))
            story = self._story_of(plan.together_with.story, plan.language)
            curating.save_draft(front, by=by, version=front.version, layout=opened)
            curating.schedule_with(front, by=by, version=front.version, story=story)
            curating.discard(front, by=by, version=front.version)

    def _is_to_come(self, pick: fronts.Pick, language: str) -> bool:
        return Edition.objects.pending().filter(article=self._story_of(pick.story, language)).exists()

    def _layout(self, plan: fronts.Front) -> dict[str, Any]:
        return {
            "blocks": [
                {
                    "look": block.look,
                    "title": block.title,
                    "cards": block.cards,
                    "rule": self._rule(block.rule),
                    "slots": [self._slot(pick, plan.language) if pick else None for pick in block.picks],
                }
                for block in plan.blocks
            ]
        }

    def _rule(self, written: str) -> dict[str, Any]:
        kind, _, key = written.partition(":")
        return {"kind": kind, "of": self.sections[key].pk if key else None}

    def _slot(self, pick: fronts.Pick, language: str) -> dict[str, Any]:
        words = {name: getattr(pick, name) for name in ("kicker", "headline", "standfirst", "picture")}
        sublinks = [self._story_of(key, language) for key in pick.sublinks]
        return {"article": self._story_of(pick.story, language), "sublinks": sublinks, **words}

    def _story_of(self, key: str, language: str) -> int:
        return self.articles[f"{language}/{key}"].pk
