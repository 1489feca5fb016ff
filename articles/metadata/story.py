"""A story's page, for machines: NewsArticle after schema.org and Google's guide to it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from articles import languages, renditions, shapes
from articles.context import absolute, site_name
from articles.dates import machine
from articles.metadata import things
from articles.metadata.alternates import alternates, other_locales
from articles.models import Correction, Edition, Use

# Where the page shows what may be read out: its headline and its standfirst.
SPOKEN = [".story-head .headline", ".story-head .standfirst"]
THUMBNAIL = 320


def of_story(
    request: HttpRequest, edition: Edition, corrections: list[Correction], *besides: Mapping[str, Any]
) -> dict[str, Any]:
    """What the head of a story's page needs; `edition` is one of `find_live`, `besides` what rooms say of the story."""
    canonical = absolute(request, edition.path)
    translations: list[dict[str, Any]] = edition.translations  # type: ignore[attr-defined]
    others = alternates(request, {edition.language: edition.path} | _paths(translations))
    cuts = _cuts(edition)
    article = _news_article(request, edition, canonical, corrections)
    article |= _translations(request, edition, translations)
    for said in besides:
        article |= said
    return {
        "canonical": canonical,
        "alternates": others,
        "locale": languages.locale(edition.language),
        "other_locales": other_locales(others, edition.language),
        "picture": cuts and absolute(request, cuts[0].address),
        "picture_size": cuts and cuts[0],
        "authors": [person["url"] for person in article["author"] if "url" in person],
        "json_ld": things.script(things.without_empty(article), _breadcrumbs(request, edition)),
    }


def _cuts(edition: Edition) -> list[shapes.Cut]:
    """The lead picture in every shape; none where it may not be used on link cards and in search results."""
    shared = edition.picture_for(Use.SHARING)
    return list(shapes.cuts_of(shared)) if shared else []


def _news_article(
    request: HttpRequest, edition: Edition, canonical: str, corrections: list[Correction]
) -> things.Thing:
    return {
        "@type": "NewsArticle",
        "@id": f"{canonical}#story",
        "url": canonical,
        "mainEntityOfPage": canonical,
        "headline": edition.headline,
        "description": edition.standfirst,
        "dateline": edition.dateline,
        "image": [things.image(request, cut, edition.lead or {}) for cut in _cuts(edition)],
        "thumbnailUrl": _thumbnail(request, edition),
        "datePublished": machine(edition.published_at),
        "dateModified": machine(edition.updated_at),
        "inLanguage": edition.language,
        "articleSection": edition.section.name_in(edition.language),
        "keywords": [tag["name"] for tag in edition.tags],
        "wordCount": edition.word_count,
        "isAccessibleForFree": True,
        "author": _authors(request, edition),
        **_others(request, edition),
        "publisher": things.publisher(request, edition.language),
        "speakable": {"@type": "SpeakableSpecification", "cssSelector": SPOKEN[: 2 if edition.standfirst else 1]},
        "correction": [_correction(each, edition, canonical) for each in corrections],
    }


def _thumbnail(request: HttpRequest, edition: Edition) -> str:
    shared = edition.picture_for(Use.SHARING)
    if shared is None:
        return ""
    return absolute(request, renditions.address(shared["digest"], min(THUMBNAIL, shared["width"]), "jpg"))


def _authors(request: HttpRequest, edition: Edition) -> list[things.Thing]:
    """Who wrote it; of copy that nobody signed, the source; and where there is neither, the paper."""
    if edition.writers:
        return [things.person(request, line) for line in edition.writers]
    if edition.source_credit:
        return [{"@type": "Organization", "name": edition.source_credit}]
    front = absolute(request, languages.path_prefix(edition.language) + "/")
    return [{"@type": "Organization", "name": site_name(edition.language), "url": front}]


def _others(request: HttpRequest, edition: Edition) -> things.Thing:
    """Whoever else is credited, and whose copy it is."""
    roles = {"editor": "editing", "translator": "translation", "contributor": "pictures"}
    credited = {
        name: [things.person(request, line) for line in edition.bylines_of(role)] for name, role in roles.items()
    }
    if edition.writers and edition.source_credit:
        credited["sourceOrganization"] = [{"@type": "Organization", "name": edition.source_credit}]
    return credited


def _correction(correction: Correction, edition: Edition, canonical: str) -> things.Thing:
    """schema.org's CorrectionComment, a kind of Comment."""
    return {
        "@type": "CorrectionComment",
        "url": f"{canonical}#correction-{correction.pk}",
        "name": correction.get_kind_display(),
        "text": correction.text,
        "datePublished": machine(correction.at),
        "inLanguage": edition.language,
    }


def _paths(translations: list[dict[str, Any]]) -> dict[str, str]:
    return {each["language"]: each["path"] for each in translations}


def _translations(request: HttpRequest, edition: Edition, translations: list[dict[str, Any]]) -> things.Thing:
    """What it was translated into; or, of a translation, what it was translated from, if readers can see that."""
    if edition.family == edition.article_id:
        return {"workTranslation": [_work(request, each) for each in translations]}
    original = next((each for each in translations if each["article"] == edition.family), None)
    return {"translationOfWork": original and _work(request, original)}


def _work(request: HttpRequest, card: Mapping[str, Any]) -> things.Thing:
    address = absolute(request, card["path"])
    return {
        "@type": "NewsArticle",
        "@id": f"{address}#story",
        "url": address,
        "headline": card["headline"],
        "inLanguage": card["language"],
    }


def _breadcrumbs(request: HttpRequest, edition: Edition) -> things.Thing:
    return things.breadcrumbs(
        request,
        [
            (site_name(edition.language), languages.path_prefix(edition.language) + "/"),
            (edition.section.name_in(edition.language), edition.section.get_absolute_url()),
            (edition.headline, edition.path),
        ],
    )
