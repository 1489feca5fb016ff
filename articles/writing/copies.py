"""A copy: all that the desk can write in a story, as plain data: a snapshot (see `articles.snapshot`) and the plans."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.dateparse import parse_datetime

from articles.models import Article, Byline, Tag
from articles.snapshot import lay_over, snapshot, tag_now

type Copy = dict[str, Any]

# What is planned with a story, and no part of its revisions.
PLANNED = ("assignee", "due_at", "priority", "planned_length", "embargo_until", "embargo_open")


def copy_of(article: Article) -> Copy:
    """The working copy as it stands in the database."""
    return snapshot(article) | {
        "assignee": article.assignee_id,
        "due_at": _instant(article.due_at),
        "priority": article.priority,
        "planned_length": article.planned_length,
        "embargo_until": _instant(article.embargo_until),
        "embargo_open": article.embargo_open,
    }


def _instant(at: datetime.datetime | None) -> str | None:
    """To the second: a form shows no fraction, and so sends none back."""
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds") if at else None


def changed_names(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The names of what differs between two copies. A tag is its name, whether or not it is in the database yet."""
    return [name for name in new if _compared(name, old.get(name)) != _compared(name, new[name])]


def _compared(name: str, value: Any) -> Any:
    match name:
        case "tags":
            return {tag["name"].casefold() for tag in value or []}
        case "section" | "series" | "source":
            return value and value["id"]
        case "bylines":
            return [(line["person"], line["role"]) for line in value or []]
    return value


def put(article: Article, copy: Mapping[str, Any]) -> None:
    """Write a copy into the working copy's rows. What it names and is there no more is left out."""
    _tags, bylines = lay_over(article, copy)
    _put_plans(article, copy)
    article.save()
    _put_tags(article, copy.get("tags", []))
    _put_bylines(article, bylines)


def _put_plans(article: Article, copy: Mapping[str, Any]) -> None:
    if "assignee" in copy:
        article.assignee = get_user_model()._default_manager.filter(pk=copy["assignee"] or 0).first()
    for name in ("priority", "planned_length", "embargo_open"):
        if name in copy:
            setattr(article, name, copy[name])
    for name in ("due_at", "embargo_until"):
        # An instant that is the same to the second is not touched: its fraction stays.
        if name in copy and copy[name] != _instant(getattr(article, name)):
            setattr(article, name, parse_datetime(copy[name] or ""))


def _put_tags(article: Article, tags: list[dict[str, Any]]) -> None:
    """Tags that are not there yet are made, unless the copy remembers them by an id: those were deleted since."""
    found = [tag_now(each) if each["id"] else each["name"] for each in tags]
    wanted: list[Tag | str] = list(dict.fromkeys(each for each in found if each))
    if {str(each).casefold() for each in wanted} != {name.casefold() for name in article.tags.names()}:
        article.tags.set(wanted)


def _put_bylines(article: Article, bylines: list[Byline]) -> None:
    """Lines that stay keep their rows."""
    wanted = {(line.person_id, line.role): line for line in bylines}
    there = {(line.person_id, line.role): line for line in article.bylines.all()}
    article.bylines.filter(pk__in=[line.pk for key, line in there.items() if key not in wanted]).delete()
    for position, (key, line) in enumerate(wanted.items()):
        line.position = position
        if key not in there:
            line.save()
        elif there[key].position != position:
            Byline.objects.filter(pk=there[key].pk).update(position=position)
