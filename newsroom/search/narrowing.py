"""The ways from a search to another: fewer stories, more, or in another order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from articles import languages
from articles.numerals import in_figures
from newsroom.search.asking import ALL, NEWEST, PERIODS, SearchForm
from newsroom.search.finding import MOST_COUNTED, Results, Wanted

FILTERS = ("section", "person", "tag", "period", "since", "until")


class Choice(NamedTuple):
    name: str
    path: str
    # How many, as it is shown.
    stories: str = ""
    is_chosen: bool = False
    # Of a name in a language of its own.
    language: str = ""


class Group(NamedTuple):
    key: str
    name: str
    choices: list[Choice]


@dataclass(frozen=True)
class Ways:
    """The addresses around a search; `said` is what its own address says."""

    path: str
    said: Mapping[str, str]

    @classmethod
    def of(cls, path: str, form: SearchForm) -> "Ways":
        given = ((name, form.data.get(name, "")) for name in form.fields if name not in form.errors)
        return cls(path, {name: value for name, value in given if value})

    def to(self, **changes: str) -> str:
        """Another search: with these changes, from its first page."""
        said = {name: value for name, value in {**self.said, "after": "", **changes}.items() if value}
        return f"{self.path}?{urlencode(said)}" if said else self.path

    def unfiltered(self) -> str:
        return self.to(**dict.fromkeys(FILTERS, ""))

    @property
    def is_filtered(self) -> bool:
        return any(name in self.said for name in FILTERS)

    def kept(self, *names: str) -> list[tuple[str, str]]:
        """What a form hands on besides its own fields."""
        return [(name, value) for name, value in self.said.items() if name not in {"after", "exact", *names}]


def orders(ways: Ways, *, newest_first: bool) -> list[Choice]:
    return [
        Choice(_("Most relevant"), ways.to(order=""), is_chosen=not newest_first),
        Choice(_("Newest first"), ways.to(order=NEWEST), is_chosen=newest_first),
    ]


def groups(ways: Ways, wanted: Wanted, results: Results, form: SearchForm) -> list[Group]:
    made = (
        Group("language", _("Language"), list(_languages(ways, wanted, results, form.spoken))),
        Group("period", _("Time"), list(_periods(ways, results, form.cleaned_data["period"]))),
        Group("section", _("Section"), list(_sections(ways, wanted, results, form))),
        Group("person", _("Person"), list(_people(ways, wanted, results, form.spoken))),
        Group("tag", _("Tag"), list(_tags(ways, wanted, results))),
    )
    return [group for group in made if group.choices]


def counted(count: int, *, at_least: bool = False) -> str:
    """A number of stories as it is shown; with a plus where there may be more."""
    shown = in_figures(number_format(min(count, MOST_COUNTED), use_l10n=True, force_grouping=True))
    return f"{shown}+" if at_least or count > MOST_COUNTED else shown


def _languages(ways: Ways, wanted: Wanted, results: Results, spoken: str) -> Iterator[Choice]:
    found = set(results.languages) | {wanted.language}
    for code in languages.codes():
        count = results.languages.get(code, 0)
        path = ways.to(language="" if code == spoken else code)
        # The page's own language alone is no choice.
        if (count or wanted.language == code) and (len(found) > 1 or wanted.language != spoken):
            yield Choice(languages.own_name(code), path, counted(count), wanted.language == code, code)
    if len(found) > 1 or wanted.language != spoken:
        # Of one that has more than are counted, nobody knows how many.
        many = any(count > MOST_COUNTED for count in results.languages.values())
        everything = counted(sum(results.languages.values()), at_least=many)
        yield Choice(_("All languages"), ways.to(language=ALL), everything, not wanted.language)


def _periods(ways: Ways, results: Results, chosen: str) -> Iterator[Choice]:
    for name, label in PERIODS.items():
        if (count := results.times.get(name, 0)) or name == chosen:
            path = ways.to(period="" if name == chosen else name)
            yield Choice(str(label), path, counted(count), name == chosen)


def _sections(ways: Ways, wanted: Wanted, results: Results, form: SearchForm) -> Iterator[Choice]:
    for slug, section in form.sections.items():
        if count := results.sections.get(section.pk, 0):
            is_chosen = section == wanted.section
            shown = counted(count, at_least=_is_more(results))
            yield Choice(str(section), ways.to(section="" if is_chosen else slug), shown, is_chosen)


def _people(ways: Ways, wanted: Wanted, results: Results, spoken: str) -> Iterator[Choice]:
    for person in results.people:
        name = person["names"].get(spoken) or person["name"]
        yield _named(ways, "person", person, name, wanted.person, results)


def _tags(ways: Ways, wanted: Wanted, results: Results) -> Iterator[Choice]:
    for tag in results.tags:
        yield _named(ways, "tag", tag, tag["name"], wanted.tag, results)


def _named(
    ways: Ways, field: str, row: Mapping[str, Any], name: str, chosen: Mapping[str, Any] | None, results: Results
) -> Choice:
    is_chosen = chosen is not None and chosen["id"] == row["id"]
    shown = counted(row["stories"], at_least=_is_more(results))
    return Choice(name, ways.to(**{field: "" if is_chosen else row["slug"]}), shown, is_chosen)


def _is_more(results: Results) -> bool:
    return results.count > MOST_COUNTED
