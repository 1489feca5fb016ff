"""Merging tags: two subjects that are one become one, and whatever led to either leads there."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.models import ArticleTag, EditionTag, Record, Tag
from articles.workflow import Refused


@dataclass(frozen=True)
class Merged:
    """What a merge did: in how many stories and editions the tag that stays is now for the other one."""

    stories: int
    editions: int
    addresses: int


def merge(tag: Tag, into: Tag, *, by: Any) -> Merged:
    """Make `tag` one with `into`, all of it or nothing, and say what was done; `Refused` where it cannot be."""
    return merge_all([tag], into, by=by)


def merge_all(tags: Sequence[Tag], into: Tag, *, by: Any) -> Merged:
    """The same with several tags at once."""
    if not by.has_perm("articles.merge_tag"):
        raise Refused(_("Your account may not merge tags."))
    if into in tags:
        raise Refused(_("A tag cannot be merged with itself."))
    try:
        with transaction.atomic():
            *merging, staying = _held(*tags, into)
            done = [_merge(tag, staying, by) for tag in merging]
    except IntegrityError as error:
        # A story took a tag in between; PostgreSQL looks when the tag goes, or at the end.
        raise Refused(_("Somebody used one of these tags at this moment. Please try again.")) from error
    return Merged(*(sum(getattr(each, field.name) for each in done) for field in fields(Merged)))


def _held(*tags: Tag) -> list[Tag]:
    """The tags as they stand, held until the end. Always in the same order, so that A into B and B into A queue up."""
    ids = [tag.pk for tag in tags]
    held = {tag.pk: tag for tag in Tag.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    for tag in tags:
        if tag.pk not in held:
            raise Refused(_("“%s” is there no more: somebody merged or deleted it. Look at the list again.") % tag)
    return [held[tag.pk] for tag in tags]


def _merge(tag: Tag, into: Tag, by: Any) -> Merged:
    tagged_both = ArticleTag.objects.filter(tag=into).values("content_object")
    ArticleTag.objects.filter(tag=tag, content_object__in=tagged_both).delete()
    listed_twice = EditionTag.objects.filter(tag=into).values("edition")
    EditionTag.objects.filter(tag=tag, edition__in=listed_twice).delete()
    merged = Merged(
        stories=ArticleTag.objects.filter(tag=tag).update(tag=into),
        editions=EditionTag.objects.filter(tag=tag).update(tag=into),
        addresses=tag.addresses.update(tag=into),
    )
    names: dict[str, Any] = {
        "from": f"{tag.name} ({tag.path_of(tag.slug)})",
        "to": f"{into.name} ({into.path_of(into.slug)})",
    }
    tag.delete()
    Record.objects.write(verb="merge", by=by, subject=str(into), **names, **vars(merged))
    return merged
