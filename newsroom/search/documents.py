"""Writing the documents that are searched.

A document's vector holds several kinds of lexemes, told apart by their first sign:

- a form of a word (see `newsroom.search.forms`), with weight A in the headline, B in standfirst, kicker and names, C in
  the body; the forms that it shares with its other inflections one weight lower;
- `=`: a word exactly as it is written, for what is found to be put in order;
- `^`: a form that the headline, standfirst, kicker or names have;
- `#`: a word of the name of a tag or a person, for suggestions;
- `@`: `@s3`, `@p12`, `@t5`: its section, people and tags, for filters; and when it was published (see
  `newsroom.search.spans`).

The positions are the numbers of the words in the text that readers see: see `placed`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Now

from articles import body
from articles.models import Edition, EditionPerson, EditionTag, Person, Tag
from articles.spelling import word_list, word_spans
from newsroom.search import spans, vocabulary
from newsroom.search.lexicon import Lexicon
from newsroom.search.models import SearchDocument

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


def shown_fields(edition: Any) -> Iterator[Field]:
    """What readers see of an edition, in the order in which its words are counted."""
    yield Field("headline", edition.headline, "A")
    yield Field("standfirst", edition.standfirst, "B")
    yield Field("kicker", edition.kicker, "B")
    yield Field("body", body.plain_text(edition.body_html), "C")


class Placed(NamedTuple):
    """A field with where its words begin and end, and the number of the first of them in the document."""

    name: str
    text: str
    words: list[tuple[int, int]]
    first: int

    @property
    def end(self) -> int:
        """The number after the last."""
        return self.first + len(self.words)

    def among(self, positions: Iterable[int]) -> list[int]:
        """Which of its words, counted from its own first, have one of these numbers."""
        return sorted(each - self.first for each in positions if self.first <= each < self.end)


def placed(fields: Iterable[Field]) -> Iterator[Placed]:
    """Field by field, its words numbered as in the vector."""
    number = 1
    for each in fields:
        field = Placed(each.name, each.text, word_spans(each.text), number)
        yield field
        number = field.end + GAP


def to_be_kept(editions: Any = None) -> QuerySet[Edition]:
    """The editions that are live, or are going to be."""
    found: Any = Edition.objects.all() if editions is None else editions
    return found.live() | found.pending()


def write(editions: Iterable[Edition], lexicon: Lexicon | None = None) -> int:
    """Write the documents of editions, also where they have one; returns how many."""
    editions = list(editions)
    lexicon = lexicon or Lexicon()
    people, tags = _people_of(editions), _tags_of(editions)
    drafts = [Draft(edition, people[edition.pk], tags[edition.pk]) for edition in editions]
    words = {word for draft in drafts for word in draft.words()}
    lexicon.learn(words)
    SearchDocument.objects.bulk_create(
        [draft.document(lexicon) for draft in drafts],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["edition"],
        update_fields=["people", "tags", "vector", "written_at"],
    )
    vocabulary.learn(lexicon[word] for word in words)
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


class Draft:
    """The words of one edition, gathered so that each is worked out once."""

    def __init__(self, edition: Any, people: Sequence[Person], tags: Sequence[Tag]) -> None:
        self.edition, self.people, self.tags = edition, people, tags
        # By their weight, words with the numbers of where they stand.
        self.places: dict[str, dict[str, list[int]]] = {weight: {} for weight in LOWER}
        number = 0
        for each in shown_fields(edition):
            number = self._take(each, number) + GAP
        self.names = self._names()
        for name in self.names:
            number = self._take(Field("names", name, "B"), number) + GAP

    def _take(self, taken: Field, number: int) -> int:
        found, places = word_list(taken.text), self.places[taken.weight]
        for place, word in enumerate(found, number + 1):
            places.setdefault(word, []).append(place)
        return number + len(found)

    def _names(self) -> list[str]:
        """Of its tags as they are called now; of its people also as they are printed, and in every language."""
        names = [line["name"] for line in self.edition.bylines]
        for person in self.people:
            names += [person.name, *person.names.values()]
        return list(dict.fromkeys([*names, *(tag.name for tag in self.tags)]))

    def words(self) -> Iterator[tuple[str, str]]:
        """With their language, for the lexicon."""
        return ((self.edition.language, word) for places in self.places.values() for word in places)

    def document(self, lexicon: Lexicon) -> SearchDocument:
        """Of words that the lexicon has learnt."""
        edition = self.edition
        return SearchDocument(
            edition_id=edition.pk,
            article_id=edition.article_id,
            section_id=edition.section_id,
            language=edition.language,
            published_at=edition.published_at,
            people=[person.pk for person in self.people],
            tags=[tag.pk for tag in self.tags],
            vector=" ".join([self.vector(lexicon), *map(_bare, spans.lexemes(edition.published_at))]),
            written_at=Now(),
        )

    def vector(self, lexicon: Lexicon) -> str:
        """As PostgreSQL reads it, without the time of publication. Lexemes are made of letters, digits and our own
        signs: nothing has to be escaped."""
        lexemes: dict[str, list[str]] = {}
        bare: set[str] = set()
        # The weightiest first: of forms that stand once, the place is the best.
        for weight, places in self.places.items():
            for word, numbers in places.items():
                kept = lexicon[self.edition.language, word]
                first = min(numbers[0], LAST_POSITION)
                for lexeme in kept.own:
                    at = [f"{min(number, LAST_POSITION)}{weight}" for number in numbers]
                    lexemes.setdefault(lexeme, []).extend(at)
                for lexeme in kept.shared:
                    lexemes.setdefault(lexeme, [f"{first}{LOWER[weight]}"])
                if weight != "C":
                    bare.update(f"^{lexeme}" for lexeme in kept.lexemes)
                if kept.exact and (weight != "C" or kept.exact != kept.folded):
                    lexemes.setdefault(kept.exactly, [f"{first}{weight}"])
        bare.update(self._about(lexicon))
        return " ".join(
            [
                *(f"'{lexeme}':{','.join(places[:MOST_POSITIONS])}" for lexeme, places in lexemes.items()),
                *map(_bare, bare),
            ]
        )

    def _about(self, lexicon: Lexicon) -> Iterator[str]:
        edition = self.edition
        for name in self.names:
            yield from (f"#{lexicon[edition.language, word].folded}" for word in word_list(name))
        yield f"@s{edition.section_id}"
        yield from (f"@p{person.pk}" for person in self.people)
        yield from (f"@t{tag.pk}" for tag in self.tags)


def _bare(lexeme: str) -> str:
    return f"'{lexeme}'"
