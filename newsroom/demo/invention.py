"""Made-up texts of stories in three languages: what they say, and who wrote them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles import languages
from articles.models import Person, Section, Tag
from articles.text import slug_of
from newsroom.demo.words import WORDS, Words

PARAGRAPHS = 300
SECTIONS = ("politics", "business", "sport", "culture")


@dataclass(frozen=True, eq=False)
class Text:
    """A text, by the names that an edition has for it."""

    language: str
    headline: str
    standfirst: str
    dateline: str
    body_html: str
    word_count: int
    section: Section
    person: Person
    labels: list[Tag]
    kicker: str = ""

    @property
    def section_id(self) -> int:
        return self.section.pk

    @property
    def bylines(self) -> list[dict[str, Any]]:
        person = self.person
        return [{"person": person.pk, "name": person.name, "slug": person.slug, "role": "words"}]

    @property
    def tags(self) -> list[dict[str, Any]]:
        return [{"tag": tag.pk, "name": tag.name, "slug": tag.slug} for tag in self.labels]


def invent(count: int, seed: int) -> list[Text]:
    """So many texts, in each language as many, by people and in sections of this site; with the same seed, the same."""
    chance = random.Random(seed)  # noqa: S311  (made-up stories, not secrets)
    sections = list(Section.objects.all()) or [
        Section.objects.create(slug=slug, name=slug.title(), position=position)
        for position, slug in enumerate(SECTIONS)
    ]
    codes = [code for code in languages.codes() if code in WORDS]
    writers = [_written(code, sections, chance) for code in codes]
    return [next(writers[number % len(writers)]) for number in range(count)]


def _written(code: str, sections: list[Section], chance: random.Random) -> Iterator[Text]:
    words = WORDS[code]
    people = [Person.objects.get_or_create(slug=slug_of(name), defaults={"name": name})[0] for name in words.people]
    tags = [Tag.objects.get_or_create(name=name)[0] for name in words.tags]
    paragraphs = [" ".join(chance.sample(words.sentences, chance.randint(3, 6))) for _ in range(PARAGRAPHS)]
    while True:
        place = chance.choice(words.places)
        chosen = chance.sample(paragraphs, chance.randint(6, 12))
        yield Text(
            language=code,
            headline=f"{chance.choice(words.subjects)} {chance.choice(words.events)} {place}".capitalize(),
            standfirst=chance.choice(words.sentences),
            dateline=place,
            body_html=_body(words, chosen, chance),
            word_count=sum(paragraph.count(" ") + 1 for paragraph in chosen),
            section=chance.choice(sections),
            person=chance.choice(people),
            labels=chance.sample(tags, 3),
        )


def _body(words: Words, paragraphs: list[str], chance: random.Random) -> str:
    blocks = [f"<p>{paragraph}</p>" for paragraph in paragraphs]
    blocks.insert(len(blocks) // 2, f"<h2>{chance.choice(words.subheadings)}</h2>")
    return "".join(blocks)
