"""Writing the documents that are searched.

A document's vector holds several kinds of lexemes, told apart by their first sign:

- a form of a word (see `newsroom.search.forms`), with weight A in the headline, B in standfirst, kicker and names, C in
  the body; the forms that it shares with its other inflections one weight lower;
- `=`: a word exactly as it is written, for what is found to be put in order;
- `^`: a form that the headline, standfirst, kicker or names have;
- `#`: a word of the name of a tag or a person, for suggestions;
- `@`: `@len`, `@s3`, `@p12`, `@t5`: its language, section, people and tags, for filters.

The positions are the numbers of the words in the text that readers see: see `places`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Now

from articles import body
from articles.models import Edition, EditionPerson, EditionTag, Person, Tag
from articles.spelling import folded_word, word_list, words, written
from newsroom.search import vocabulary
from newsroom.search.forms import Form, in_document
from newsroom.search.models import SearchDocument
from newsroom.search.stems import Stems
from newsroom.search.vocabulary import Learnt

# What PostgreSQL keeps of a lexeme's positions, and how far it counts.
MOST_POSITIONS = 200
LAST_POSITION = 16_383
# Between two fields, so that no phrase reaches from one into the next.
GAP = 10
LOWER = {"A": "B", "B": "C", "C": "D"}
# Written at once: some megabytes of SQL.
BATCH = 200


class Field(NamedTuple):
    name: str
    text: str
    weight: str


class Spelt(NamedTuple):
    """A word as it is kept: exactly, folded, and its forms."""

    exact: str
    folded: str
    forms: tuple[Form, ...]


@lru_cache(maxsize=100_000)
def spelt(word: str, language: str) -> Spelt:
    folded = folded_word(word)
    return Spelt(written(word), folded, tuple(in_document(folded, language)) if folded else ())


def shown_fields(edition: Any) -> Iterator[Field]:
    """What readers see of an edition, in the order in which its words are counted."""
    yield Field("headline", edition.headline, "A")
    yield Field("standfirst", edition.standfirst, "B")
    yield Field("kicker", edition.kicker, "B")
    yield Field("body", body.plain_text(edition.body_html), "C")


class Place(NamedTuple):
    """A word of a field, with its number in the document."""

    field: str
    number: int
    begin: int
    end: int


def places(fields: Iterable[Field]) -> Iterator[Place]:
    """Every word in turn, numbered as in the vector."""
    number = 0
    for each in fields:
        for word in words(each.text):
            number += 1
            yield Place(each.name, number, word.begin, word.end)
        number += GAP


@dataclass
class _Vector:
    """Lexemes with their positions, on the way to PostgreSQL's own writing."""

    lexemes: dict[str, dict[int, str]] = field(default_factory=dict)

    def add(self, lexeme: str, position: int, weight: str, *, once: bool = False) -> None:
        kept = self.lexemes.setdefault(lexeme, {})
        if position not in kept and len(kept) < (1 if once else MOST_POSITIONS):
            kept[position] = weight

    def __str__(self) -> str:
        """Lexemes are made of letters, digits and the signs above: nothing has to be escaped."""
        return " ".join(
            f"'{lexeme}'" + (":" + ",".join(f"{at}{weight}" for at, weight in kept.items()) if kept else "")
            for lexeme, kept in self.lexemes.items()
        )


def to_be_kept(editions: Any = None) -> QuerySet[Edition]:
    """The editions that are live, or are going to be."""
    found: Any = Edition.objects.all() if editions is None else editions
    return found.live() | found.pending()


def write(editions: Iterable[Edition], stems: Stems | None = None) -> int:
    """Write the documents of editions, also where they have one; returns how many."""
    editions = list(editions)
    stems = stems or Stems()
    people, tags = _people_of(editions), _tags_of(editions)
    drafts = [_Draft(edition, people[edition.pk], tags[edition.pk]) for edition in editions]
    stems.learn({form for draft in drafts for spelt in draft.vocabulary() for form in spelt.forms})
    SearchDocument.objects.bulk_create(
        [draft.document(stems) for draft in drafts],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["edition"],
        update_fields=["people", "tags", "vector", "written_at"],
    )
    vocabulary.learn(
        Learnt(draft.edition.language, spelt.folded, spelt.exact, tuple(filter(None, map(stems.lexeme, spelt.forms))))
        for draft in drafts
        for spelt in draft.vocabulary()
    )
    return len(editions)


def keep_up(editions: QuerySet[Edition]) -> None:
    """Let those of these editions that readers see, or are going to see, have a document, and no others."""
    kept = to_be_kept(editions)
    SearchDocument.objects.filter(edition__in=editions).exclude(edition__in=kept.values("pk")).delete()
    if missing := list(kept.filter(search_document=None)):
        write(missing)


def _people_of(editions: list[Edition]) -> dict[int, list[Person]]:
    found: dict[int, list[Person]] = {edition.pk: [] for edition in editions}
    for row in EditionPerson.objects.filter(edition__in=editions).select_related("person").order_by("id"):
        found[row.edition_id].append(row.person)
    return found


def _tags_of(editions: list[Edition]) -> dict[int, list[Tag]]:
    found: dict[int, list[Tag]] = {edition.pk: [] for edition in editions}
    for row in EditionTag.objects.filter(edition__in=editions).select_related("tag").order_by("id"):
        found[row.edition_id].append(row.tag)
    return found


class _Draft:
    """The words of one edition, gathered so that each is worked out once."""

    def __init__(self, edition: Edition, people: list[Person], tags: list[Tag]) -> None:
        self.edition, self.people, self.tags = edition, people, tags
        # Of each word, where it stands: A or B, or C.
        self.places: dict[tuple[str, str], list[int]] = {}
        self.of_names: set[str] = set()
        number = 0
        for each in shown_fields(edition):
            number = self._take(each, number) + GAP
        for name in self._names():
            number = self._take(Field("names", name, "B"), number) + GAP
            self.of_names.update(self._spelt(word).folded for word in word_list(name))

    def _take(self, taken: Field, number: int) -> int:
        found = word_list(taken.text)
        for place, word in enumerate(found, number + 1):
            self.places.setdefault((word, taken.weight), []).append(min(place, LAST_POSITION))
        return number + len(found)

    def _names(self) -> list[str]:
        """Of its tags as they are called now; of its people also as they are printed, and in every language."""
        names = [line["name"] for line in self.edition.bylines]
        for person in self.people:
            names += [person.name, *person.names.values()]
        return list(dict.fromkeys([*names, *(tag.name for tag in self.tags)]))

    def _spelt(self, word: str) -> Spelt:
        return spelt(word, self.edition.language)

    def vocabulary(self) -> list[Spelt]:
        return [self._spelt(word) for word, _weight in self.places]

    def document(self, stems: Stems) -> SearchDocument:
        edition = self.edition
        return SearchDocument(
            edition=edition,
            article_id=edition.article_id,
            section_id=edition.section_id,
            language=edition.language,
            published_at=edition.published_at,
            people=[person.pk for person in self.people],
            tags=[tag.pk for tag in self.tags],
            vector=str(self._vector(stems)),
            written_at=Now(),
        )

    def _vector(self, stems: Stems) -> _Vector:
        vector = _Vector()
        # The weightiest first: of forms that stand once, the place is the best.
        for (word, weight), numbers in sorted(self.places.items(), key=lambda item: item[0][1]):
            self._add(vector, self._spelt(word), weight, numbers, stems)
        for name in sorted(filter(None, self.of_names)):
            vector.lexemes[f"#{name}"] = {}
        about: list[tuple[str, object]] = [("l", self.edition.language), ("s", self.edition.section_id)]
        about += [("p", person.pk) for person in self.people] + [("t", tag.pk) for tag in self.tags]
        vector.lexemes |= {f"@{kind}{which}": {} for kind, which in about}
        return vector

    def _add(self, vector: _Vector, word: Spelt, weight: str, numbers: list[int], stems: Stems) -> None:
        for form in word.forms:
            lexeme = stems.lexeme(form)
            if not lexeme:
                continue
            if form.is_own:
                for number in numbers:
                    vector.add(lexeme, number, weight)
            else:
                vector.add(lexeme, numbers[0], LOWER[weight], once=True)
            if weight != "C":
                vector.lexemes.setdefault(f"^{lexeme}", {})
        if word.exact and (weight != "C" or word.exact != word.folded):
            vector.add(f"={sound(word.exact)}", numbers[0], weight, once=True)


def sound(exact: str) -> str:
    """Without what is neither letter nor digit, so that it can stand in a lexeme."""
    return "".join(letter for letter in exact if letter.isalnum())
