"""Where a path leads that is not, or no more, the address of a page: one step to where it is now, or nowhere.

Views say Http404, or `Gone`; the table of addresses is asked only then, so that pages that are found cost nothing.
"""

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import escape_leading_slashes

from articles import languages
from articles.models import Address, Edition, Person, Series, Tag, Withdrawal
from articles.models.edition import EditionQuerySet
from articles.prepared import Given, Prepared

FEEDS = ("feed.atom", "feed.rss", "feed.json")
# Where only the table of addresses knows whether there is a page.
BY_ADDRESS = frozenset(["story", "section", "tag", "person", "series"])
NEVER_SERVED = tuple(model.PAGES.partition("{}")[0] for model in (Tag, Person, Series))


class Gone(Exception):
    """There was a page, and there is none any more (410)."""

    def __init__(self, story_path: str = "") -> None:
        self.story_path = story_path


def at_its_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A list's page or feed; where there is none, the answer of `elsewhere`."""

    @wraps(view, updated=())
    def found(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Gone:
            return gone(request)
        except Http404:
            return elsewhere(request)

    return found


def elsewhere(request: HttpRequest) -> HttpResponse:
    """The answer at a path where no page is: the way to what it led to once, 410, or Http404."""
    try:
        return moved_to(request, present(request.path_info))
    except Gone as was:
        return gone(request, was.story_path)


def present(asked: str) -> str:
    """The path of what is, or was, at a path: missing slash, letters (NFC) and every move in one step.

    Raises `Gone` for what readers can see no more, Http404 for what they never could.
    """
    target = _target(unicodedata.normalize("NFC", asked))
    # Here already, and yet there was no page: a mark in the query that we never gave out.
    if target == asked:
        raise Http404
    return target


def standing(asked: str) -> str:
    """What a link to a path of ours comes to: `live`, `moved` (it leads on), `gone` (there was a page) or `none`."""
    path = unicodedata.normalize("NFC", asked)
    with languages.speaking(languages.of_path(path)):
        try:
            return "live" if _is_fixed_page(path) or _target(path) == path else "moved"
        except Gone:
            return "gone"
        except Http404:
            return "none"


def _target(path: str) -> str:
    """Where what is, or was, at a path is to be found; the same path where it is there still."""
    address, prefix, rest = _look_up(path)
    if address is None:
        return _of_fixed_page(f"{path}/")
    if address.article_id:
        return _of_story(address)
    return _of_list(address, prefix) + rest


def _look_up(path: str) -> tuple[Address | None, str, str]:
    """The address that a path stands for, with the language's prefix and the feed's name that it was asked with."""
    forms = list(dict.fromkeys(_forms(path)))
    asked = {f"form_{number}": form for number, (form, _, _) in enumerate(forms)}
    addresses = {address.path: address for address in _known(len(forms)).all(**asked)}
    prefix = languages.path_prefix(languages.of_path(path))
    for form, is_whole, rest in forms:
        address = addresses.get(form)
        # A story's path is in one language, and has no feed.
        if address and (address.article_id is None or (is_whole and not rest)):
            return address, prefix, rest
    return None, prefix, ""


@lru_cache(maxsize=16)
def _known(forms: int) -> Prepared[Address]:
    paths = [Given(f"form_{number}") for number in range(forms)]
    owners = ("section", "tag", "person", "series")
    return Prepared(lambda: Address.objects.filter(path__in=paths).select_related(*owners))


def _forms(path: str) -> Iterator[tuple[str, bool, str]]:
    """The paths under which a page may be known, the closest first; whether it is the whole path; a feed's name."""
    feed = next((feed for feed in FEEDS if path.endswith(f"/{feed}")), "")
    prefix = languages.path_prefix(languages.of_path(path))
    for rest in ("", feed):
        page = path.removesuffix(rest)
        other = page.removesuffix("/") if page.endswith("/") else f"{page}/"
        for form in (page, other):
            yield form, True, rest
            yield form.removeprefix(prefix), False, rest


def _of_story(address: Address) -> str:
    """An address that is only planned, for a scheduled update, is nobody's business yet."""
    editions = Edition.objects.filter(article=address.article_id)
    served = editions.seen() if address.is_imported else editions.seen().filter(path=address.path)
    if not served.exists():
        raise Http404
    live = editions.live().first()
    if live is None:
        raise Gone(address.path)
    return live.path


def _of_list(address: Address, prefix: str) -> str:
    """The page of a section, tag, person or series in a language, if it is there (see `Listing.hidden_when_empty`)."""
    if address.section:
        return prefix + address.section.path_of(address.section.slug)
    owner = address.tag or address.person or address.series
    if owner is None:
        # What is on an edition cannot be deleted: such a thing never had a page, and nobody hears of it.
        raise Http404 if address.path.startswith(NEVER_SERVED) and not address.is_imported else Gone
    listed = _listed(address, languages.of_path(f"{prefix}/"))
    if listed.live().exists():
        return prefix + owner.path_of(owner.slug)
    raise none_left(listed.seen())


def none_left(served: QuerySet[Edition]) -> Exception:
    """What to raise where nothing is live of a list: `Gone` if there was something once, Http404 if never."""
    return Gone() if served.exists() else Http404()


def _listed(address: Address, language: str) -> EditionQuerySet:
    editions: EditionQuerySet = Edition.objects.all()
    if address.tag_id:
        return editions.tagged(address.tag_id, language)
    if address.series_id:
        return editions.in_series(address.series_id, language)
    assert address.person_id is not None
    return editions.by(address.person_id, language)


def _of_fixed_page(path: str) -> str:
    """A page of the map of paths, but for the slash at its end."""
    try:
        name = resolve(path).url_name
    except Resolver404:
        name = "story"
    if name in BY_ADDRESS:
        raise Http404
    return path


def _is_fixed_page(path: str) -> bool:
    try:
        return resolve(path).url_name not in BY_ADDRESS
    except Resolver404:
        return False


def moved_to(request: HttpRequest, path: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    target = escape_leading_slashes(path)
    answer = HttpResponsePermanentRedirect(f"{target}?{query}" if query else target)
    # What has moved may move back: a browser that remembers both ways would go round in circles.
    answer["Cache-Control"] = "no-cache"
    return answer


def gone(request: HttpRequest, story_path: str = "") -> HttpResponse:
    """410 where something was. A story's address says so where the story was taken down or killed."""
    if story_path:
        answer = render(request, "410.html", {"withdrawal": withdrawal_at(story_path)}, status=410)
    else:
        answer = render(request, "articles/gone_list.html", status=410)
    # It may come back: nobody keeps this answer without asking (RFC 9110 lets a 410 be kept).
    answer["Cache-Control"] = "no-cache"
    return answer


def withdrawal_at(path: str) -> Withdrawal | None:
    """How the story of this address was last withdrawn, unless it has been live again since."""
    live_since = Edition.objects.seen().filter(article=OuterRef("article"), live_from__gt=OuterRef("at"))
    return Withdrawal.objects.filter(~Exists(live_since), article__addresses__path=path).order_by("-id").first()
