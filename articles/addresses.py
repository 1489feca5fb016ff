"""Where a path leads that is not, or no more, the address of a page: one step to where it is now, or nowhere.

A list raises `Moved` or `Gone`, and `at_its_address` answers; for whatever else there is, or ever was, `elsewhere`
looks into the table of addresses.
"""

import unicodedata
from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any, NoReturn

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.http import escape_leading_slashes

from articles.models import Address, Edition, Withdrawal
from articles.models.address import Addressed


class Moved(Exception):
    """The page that is asked for by a slug has another one now."""

    def __init__(self, owner: Addressed) -> None:
        self.owner = owner


class Gone(Exception):
    """There was a page, and there is none any more (410)."""


def find[A: Addressed](model: type[A], slug: str) -> A:
    """What has a page under this slug. Raises `Moved`, `Gone`, or Http404 where nothing ever had."""
    found = model._default_manager.filter(slug=slug).first()
    return found or _owner_of_old(model, slug)


def _owner_of_old(model: type[Addressed], slug: str) -> NoReturn:
    address = Address.objects.filter(path=model.path_of(slug)).first()
    if address is None:
        raise Http404
    owner = address.owner
    if owner is None:
        raise Gone
    if not isinstance(owner, model):
        raise Http404
    raise Moved(owner)


def canonical(path: str) -> str:
    """A page's path as we write it: composed letters (NFC), and a slash at the end."""
    return unicodedata.normalize("NFC", path if path.endswith("/") else f"{path}/")


def at_its_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A list's page or feed: under an old slug, one redirect to the same page under the present one."""

    @wraps(view, updated=())
    def found(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Moved as moved:
            owner = moved.owner
        except Gone:
            return gone(request)
        try:
            # Nobody is sent to a page that is not there.
            view(request, *args, **{**kwargs, "slug": owner.slug})
        except Gone:
            return gone(request)
        match = request.resolver_match
        assert match is not None
        return moved_to(request, reverse(match.view_name, kwargs={**match.captured_kwargs, "slug": owner.slug}))  # type: ignore[attr-defined]

    return found


def elsewhere(request: HttpRequest) -> HttpResponse:
    """The answer at a path where no live story is: the way to what it led to once, 410, or Http404."""
    path = request.path_info
    page = canonical(path)
    address = _once_served(path, page)
    if address is not None:
        return _to(request, address)
    if page == path:
        raise Http404
    # Another page's path, but for a slash or for its letters: sent there in one step, if it is there.
    asked = copy(request)
    asked.path_info = asked.path = page
    asked.resolver_match = match = resolve(page)
    answer = match.func(asked, *match.args, **match.kwargs)
    if answer.status_code == 301 or answer.status_code >= 400:
        return answer
    return moved_to(request, page)


def _once_served(path: str, page: str) -> Address | None:
    """The address of a story that readers have seen there, or of whatever an earlier site had there.

    One that is only planned, for a scheduled update, is nobody's business yet.
    """
    served = Edition.objects.seen().filter(path=OuterRef("path"))
    return Address.objects.filter(
        Q(is_imported=True) | Q(Exists(served), article__isnull=False), path__in={path, page, page.removesuffix("/")}
    ).first()


def _to(request: HttpRequest, address: Address) -> HttpResponse:
    owner = address.owner
    if owner is None:
        return gone(request)
    if address.article is None:
        page = owner.get_absolute_url()
    else:
        edition = address.article.live_edition
        if edition is None:
            if address.article.editions.seen().exists():
                return gone(request, address.path)
            raise Http404
        page = edition.path
    if page == request.path_info:
        raise Http404
    if address.article is None:
        match = resolve(page)
        answer = match.func(request, *match.args, **match.kwargs)
        if answer.status_code >= 400:
            return answer
    return moved_to(request, page)


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
        answer = render(request, "410.html", {"withdrawal": _withdrawal_at(story_path)}, status=410)
    else:
        answer = render(request, "articles/gone_list.html", status=410)
    # It may come back: nobody keeps this answer without asking (RFC 9110 lets a 410 be kept).
    answer["Cache-Control"] = "no-cache"
    return answer


def _withdrawal_at(path: str) -> Withdrawal | None:
    """How the story of this address was last withdrawn, unless it has been live again since."""
    live_since = Edition.objects.seen().filter(article=OuterRef("article"), live_from__gt=OuterRef("at"))
    return Withdrawal.objects.filter(~Exists(live_since), article__addresses__path=path).order_by("-id").first()
