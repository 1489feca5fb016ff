"""Making an edition: the working copy as readers are going to see it."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from copy import copy
from itertools import count
from typing import Any

from django.utils import timezone

from articles import body, languages, pictures_used
from articles.models import (
    Address,
    AddressTaken,
    Article,
    Edition,
    EditionPerson,
    EditionStory,
    EditionTag,
    Picture,
    Revision,
)
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
    pictures = pictures_used.hold(pictures_used.named_by(article))
    edition = printed(article, published_at=published_at, updated_at=updated_at)
    edition.pictures_until = pictures_used.earliest_end(pictures.values())
    edition.revision, edition.released_by_id = revision, by_id
    edition.live_from, edition.live_until = live_from, live_until
    edition.path = claim_path(article, published_at)
    edition.save()
    people = dict.fromkeys(line["person"] for line in edition.bylines)
    stories = Article.objects.filter(pk__in=body.story_ids(edition.body_html)).values_list("pk", flat=True)
    _enter(edition, (tag["tag"] for tag in edition.tags), people, stories)
    pictures_used.enter(edition, pictures.values())
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
    with languages.speaking(article.language):
        body_html = body.render(article.body, pictures)
    return Edition(
        article=article,
        published_at=published_at,
        updated_at=updated_at,
        language=article.language,
        family=article.family,
        section=article.section,
        series=article.series,
        kicker=article.kicker,
        headline=article.headline,
        standfirst=article.standfirst,
        dateline=article.dateline,
        body_html=body_html,
        word_count=len(body.plain_text(article.body).split()),
        source_credit=article.source.credit_line if article.source else "",
        bylines=bylines,
        tags=[{"tag": tag.pk, "name": tag.name, "slug": tag.slug} for tag in tags],
        lead=article.lead_picture(),
    )


def successor(edition: Edition, *, begins: datetime.datetime, updated_at: datetime.datetime, by_id: int) -> Edition:
    """A new edition with the content of a live one, in whose place it comes: only its dates are others."""
    pictures = pictures_used.hold(edition.picture_rows.values_list("picture", flat=True))
    tags = list(edition.tag_rows.order_by("id").values_list("tag", flat=True))
    people = list(edition.person_rows.order_by("id").values_list("person", flat=True))
    stories = list(edition.story_rows.values_list("story", flat=True))
    Edition.objects.filter(pk=edition.pk).update(live_until=begins)
    following = copy(edition)
    following.pk = None
    following._state.adding = True
    following.live_from, following.updated_at = begins, updated_at
    following.released_by_id, following.released_at = by_id, begins
    # The live one may have been read before the rights were changed.
    following.pictures_until = pictures_used.earliest_end(pictures.values())
    if following.lead and (lead := pictures.get(following.lead["id"])):
        following.lead = {**following.lead, "until": None, **lead.standing()}
    following.save()
    _enter(following, tags, people, stories)
    pictures_used.enter(following, pictures.values())
    return following


def _enter(edition: Edition, tags: Iterable[int], people: Iterable[int], stories: Iterable[int]) -> None:
    """Put an edition into the lists of its tags and people, and keep which stories its body leads to."""
    place: dict[str, Any] = {
        "edition": edition,
        "article_id": edition.article_id,
        "language": edition.language,
        "published_at": edition.published_at,
    }
    EditionTag.objects.bulk_create(EditionTag(tag_id=tag, **place) for tag in tags)
    EditionPerson.objects.bulk_create(EditionPerson(person_id=person, **place) for person in people)
    EditionStory.objects.bulk_create(EditionStory(edition=edition, story_id=story) for story in stories)


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
