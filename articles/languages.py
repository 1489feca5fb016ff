"""The site's languages, as the settings list them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info, pgettext


def codes() -> list[str]:
    """Language codes (BCP 47) in the order of the settings, the site's own first."""
    return [code for code, _ in settings.LANGUAGES]


def direction(code: str) -> str:
    """`rtl` or `ltr`, the value of HTML's `dir`."""
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


# With the country that Open Graph wants to each language; it knows no written language without one.
LOCALES = {"en": "en_GB", "ar": "ar_IQ", "ckb": "ckb_IQ"}


def locale(code: str) -> str:
    """The language as Open Graph writes it: language_TERRITORY."""
    return LOCALES.get(code, code)


def own_name(code: str) -> str:
    """The language's name in itself, as a switcher shows it."""
    return dict(settings.LANGUAGES_OWN_NAMES).get(code, code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Interface words, dates and reversed addresses in this language."""
    with translation.override(code):
        yield


def list_of(names: Iterable[str]) -> str:
    """Names one after the other, parted as the language spoken does it."""
    return pgettext("between names", ", ").join(names)


def path_prefix(code: str) -> str:
    """What the paths of a language begin with: nothing for the site's own."""
    return "" if code == settings.LANGUAGE_CODE else f"/{code}"


def of_path(path: str) -> str:
    """The language that a path is in."""
    first = path.split("/", 2)[1] if path.count("/") >= 2 else ""
    return first if first in codes() and first != settings.LANGUAGE_CODE else settings.LANGUAGE_CODE
