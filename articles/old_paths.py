"""Paths of the site that was here before: each leads to a page of ours from now on."""

import unicodedata
import uuid
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from articles import languages
from articles.models import Address, Article, Person, Section, Series, Tag
from articles.models.address import Addressed

# In UTF-8 at most 2,000 bytes: an index row of PostgreSQL holds 2,700.
LONGEST = 500
PAGES: dict[str, type[Addressed]] = {"section": Section, "tag": Tag, "person": Person, "series": Series}
KINDS = ("story", *PAGES)
_FEEDS = ("feed.atom", "feed.rss")
# Where only the table of addresses knows whether there is a page.
_BY_ADDRESS = frozenset([*KINDS, *(f"{kind}_{feed}" for kind in PAGES for feed in ("atom", "rss"))])


def clean_path(typed: str) -> str:
    """A path as requests bring it: decoded (RFC 3986), in composed letters; ValidationError where it can be none."""
    path = _decoded(typed.strip())
    if not path.startswith("/") or path.startswith("//"):
        raise ValidationError(_("A path begins with one “/”, without the name of the site: /2014/05/story.html"))
    if len(path) > LONGEST:
        raise ValidationError(_("A path has at most %d characters.") % LONGEST)
    if any(sign in typed for sign in "?#"):
        raise ValidationError(_("A path has no “?” and no “#”: leave out what stands there and after it."))
    if any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in path):
        raise ValidationError(_("A path has no control characters and no line ends."))
    if _is_ours(path):
        raise ValidationError(_("“%(path)s” is an address of this site.") % {"path": path})
    return path


def _decoded(typed: str) -> str:
    try:
        return unicodedata.normalize("NFC", unquote_to_bytes(typed).decode())
    except UnicodeError as error:
        raise ValidationError(_("The percent signs in this path do not spell UTF-8.")) from error


def _is_ours(path: str) -> bool:
    """Whether the path, with a slash at its end or without, is one of this site's own."""
    if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return True
    return any(_has_page(form) for form in {path, path.rstrip("/") or "/", f"{path.rstrip('/')}/"})


def _has_page(path: str) -> bool:
    language = languages.of_path(path)
    with languages.speaking(language):
        try:
            name = resolve(path).url_name
        except Resolver404:
            name = "story"
    if name not in _BY_ADDRESS:
        return True
    whole = {path, *(path.removesuffix(feed) for feed in _FEEDS)}
    bare = {each.removeprefix(languages.path_prefix(language)) for each in whole}
    return (
        Address.objects.filter(path__in=whole, is_imported=False).exists()
        or Address.objects.filter(path__in=bare, article=None, is_imported=False).exists()
    )


def lead(path: str, owner: Any) -> bool:
    """Let a cleaned path lead to a page of ours; whether it did not yet. ValidationError if it is taken."""
    kind = str(owner._meta.model_name)
    address, created = Address.objects.get_or_create(path=path, defaults={kind: owner, "is_imported": True})
    if getattr(address, kind) != owner:
        raise ValidationError(_("“%(path)s” leads to another page already.") % {"path": path})
    return created


def target_of(kind: str, name: str) -> Any:
    """The story of a UUID or an address; the section, tag, person or series of a slug, also of a former one."""
    if kind not in KINDS:
        raise ValidationError(
            _("“%(kind)s” is none of: %(kinds)s.") % {"kind": kind, "kinds": languages.list_of(KINDS)}
        )
    found = _story_of(name) if kind == "story" else _owner_at(PAGES[kind].path_of(name), kind)
    if found is None:
        raise ValidationError(_("There is no %(kind)s “%(name)s”.") % {"kind": kind, "name": name})
    return found


def _story_of(name: str) -> Article | None:
    try:
        return Article.objects.filter(uuid=uuid.UUID(name)).first()
    except ValueError:
        return _owner_at(_decoded(name), "article")


def _owner_at(path: str, kind: str) -> Any:
    address = Address.objects.filter(path=unicodedata.normalize("NFC", path)).select_related(kind).first()
    return getattr(address, kind) if address else None
