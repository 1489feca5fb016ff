"""The whole working copy as data: what a revision keeps."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from articles import body
from articles.models import Article, Byline, Person, Picture, Section, Series, SignOff, Source, Tag
from articles.text import slug_of

FIELDS = (
    "language",
    "kicker",
    "headline",
    "standfirst",
    "dateline",
    "body",
    "slug",
    "picture_caption",
    "picture_credit",
    "picture_alt",
)

# What a look is at; a change of any of it needs another look. The pictures of a body count as pictures.
LOOKED_AT = {
    SignOff.Kind.LEGAL: (*FIELDS, "source", "picture", "bylines"),
    SignOff.Kind.PICTURES: ("picture", "picture_caption", "picture_credit", "picture_alt"),
}


def snapshot(article: Article) -> dict[str, Any]:
    """Text, section, series, source, picture, tags and bylines, in plain JSON; the names beside the ids."""
    return {
        **{name: getattr(article, name) for name in FIELDS},
        "section": article.section and {"id": article.section.pk, "name": article.section.name},
        "series": article.series and {"id": article.series.pk, "name": article.series.name},
        "source": article.source and {"id": article.source.pk, "name": article.source.name},
        "picture": article.picture_id,
        "translation_of": article.translation_of_id,
        "tags": [{"id": tag.pk, "name": tag.name} for tag in article.tags_by_name()],
        "bylines": [
            {"person": line.person_id, "name": line.person.name, "role": line.role} for line in article.credited()
        ],
    }


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The names of what differs between two snapshots, in the order of the newer one."""
    return [name for name in new if old.get(name) != new[name]]


def whole(saved: Mapping[str, Any]) -> dict[str, Any]:
    """What was saved before stories had series says nothing of them: they were in none."""
    return {"series": None, **saved}


def is_same(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return whole(old) == whole(new)


def looks_the_same(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether nothing has changed of what a look of this kind was at."""
    if any(old.get(name) != new.get(name) for name in LOOKED_AT[SignOff.Kind(kind)]):
        return False
    return body.figures(old.get("body", "")) == body.figures(new.get("body", ""))


def lay_over(article: Article, saved: Mapping[str, Any]) -> tuple[list[Tag], list[Byline]]:
    """Make the object what a snapshot says, and none of its rows; with its tags and bylines, as they would be."""
    for name in FIELDS:
        if name in saved:
            setattr(article, name, saved[name])
    article.section = still_there(Section, saved.get("section"))
    article.series = still_there(Series, saved.get("series"))
    article.source = still_there(Source, saved.get("source"))
    article.picture = still_there(Picture, {"id": saved.get("picture")})
    article.translation_of = original_still(article, saved.get("translation_of"))
    people = Person.objects.in_bulk([line["person"] for line in saved.get("bylines", [])])
    bylines = [
        Byline(article=article, person=people[line["person"]], role=line["role"], position=position)
        for position, line in enumerate(saved.get("bylines", []))
        if line["person"] in people
    ]
    return list(dict.fromkeys(tag for each in saved.get("tags", []) if (tag := tag_now(each)))), bylines


def original_still(article: Article, saved: int | None) -> Article | None:
    """What the story was a translation of, if it can be one still: families have no chains (see the story's form)."""
    originals = Article.objects.filter(pk=saved or 0, translation_of=None)
    return None if article.translations.exists() else originals.exclude(pk=article.pk).first()


def tag_now(saved: Mapping[str, Any]) -> Tag | None:
    """The tag itself; or else one of its name; or else the one that has its address since they were merged."""
    page = Tag.path_of(slug_of(saved["name"]))
    looks = (Q(pk=saved["id"]), Q(name__iexact=saved["name"]), Q(addresses__path=page))
    return next(filter(None, (Tag.objects.filter(look).first() for look in looks)), None)


def still_there[M: (Picture, Section, Series, Source)](model: type[M], saved: Mapping[str, Any] | None) -> M | None:
    return model.objects.filter(pk=saved["id"]).first() if saved and saved["id"] else None
