"""Making an edition: the working copy as readers are going to see it."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from copy import copy
from itertools import count
from typing import Any

from django.utils import timezone

from articles import body, languages
from articles.models import Address, AddressTaken, Article, Edition, EditionPerson, EditionTag, Picture, Revision
from articles.snapshot import lay_over


def compose(
    article: Article,
    *,
    revision: Revision,
    by_id: int,
    live_from: datetime.datetime,
    live_until: datetime.datetime | None = None,
    published_at: datetime.datetime,
    updated_at: datetime.datetime,
) -> Edition:
    """Store a new edition of an article, with its rows in the lists of its tags and people."""
    edition = printed(article, published_at=published_at, updated_at=updated_at)
    edition.revision, edition.released_by_id = revision, by_id
    edition.live_from, edition.live_until = live_from, live_until
    edition.path = claim_path(article, published_at)
    edition.save()
    people = dict.fromkeys(line["person"] for line in edition.bylines)
    _enter(edition, (tag["tag"] for tag in edition.tags), people)
    return edition


def printed(
    article: Article,
    *,
    published_at: datetime.datetime,
    updated_at: datetime.datetime,
    saved: Mapping[str, Any] | None = None,
) -> Edition:
    """The working copy as readers would see it, stored nowhere: without a path, and never live.

    Or, where another state of it is `saved` (see `articles.snapshot`), that one.
    """
    if saved is None:
        tags = list(article.tags.order_by("article_tags__id"))
        credited = list(article.bylines.select_related("person"))
    else:
        article = copy(article)
        tags, credited = lay_over(article, saved)
    pictures = {p.pk: p.use() for p in Picture.objects.filter(pk__in=body.picture_ids(article.body))}
    bylines: list[dict[str, Any]] = [
        {
            "person": line.person_id,
            "name": line.person.name_in(article.language),
            "slug": line.person.slug,
            "role": line.role,
        }
        for line in credited
    ]
    return Edition(
        article=article,
        published_at=published_at,
        updated_at=updated_at,
        language=article.language,
        family=article.family,
        section=article.section,
        kicker=article.kicker,
        headline=article.headline,
        standfirst=article.standfirst,
        dateline=article.dateline,
        body_html=body.render(article.body, pictures),
        word_count=len(body.plain_text(article.body).split()),
        source_credit=article.source.credit_line if article.source else "",
        bylines=bylines,
        tags=[{"tag": tag.pk, "name": tag.name, "slug": tag.slug} for tag in tags],
        lead=article.lead_picture(),
    )


def successor(edition: Edition, *, begins: datetime.datetime, updated_at: datetime.datetime, by_id: int) -> Edition:
    """A new edition with the content of a live one, in whose place it comes: only its dates are others."""
    tags = list(edition.tag_rows.order_by("id").values_list("tag", flat=True))
    people = list(edition.person_rows.order_by("id").values_list("person", flat=True))
    Edition.objects.filter(pk=edition.pk).update(live_until=begins)
    following = copy(edition)
    following.pk = None
    following._state.adding = True
    following.live_from, following.updated_at = begins, updated_at
    following.released_by_id, following.released_at = by_id, begins
    following.save()
    _enter(following, tags, people)
    return following


def _enter(edition: Edition, tags: Iterable[int], people: Iterable[int]) -> None:
    """Put an edition into the lists of its tags and people."""
    place: dict[str, Any] = {
        "edition": edition,
        "article_id": edition.article_id,
        "language": edition.language,
        "published_at": edition.published_at,
    }
    EditionTag.objects.bulk_create(EditionTag(tag_id=tag, **place) for tag in tags)
    EditionPerson.objects.bulk_create(EditionPerson(person_id=person, **place) for person in people)


def claim_path(article: Article, published_at: datetime.datetime) -> str:
    """The article's public path, kept for it from now on: of its section, first day and slug, numbered if taken."""
    for path in _possible_paths(article, published_at):
        with suppress(AddressTaken):
            Address.objects.claim(path, article=article)
            return path
    raise AssertionError("there is always a next number")


def _possible_paths(article: Article, published_at: datetime.datetime) -> Iterator[str]:
    assert article.section is not None
    day = timezone.localtime(published_at)
    prefix = languages.path_prefix(article.language)
    for number in count(1):
        slug = article.address_slug if number == 1 else f"{article.address_slug}-{number}"
        yield f"{prefix}/{article.section.slug}/{day:%Y/%m/%d}/{slug}/"
