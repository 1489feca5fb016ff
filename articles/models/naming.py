"""Things with a name in every language of the site."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField, PerLanguageField


class Named(models.Model):
    """A name, and what it is called in the site's other languages."""

    name = LineField(_("name"), max_length=120)
    names = PerLanguageField(_("name in other languages"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_in(get_language() or "")

    def name_in(self, language: str) -> str:
        """The name in a language, or the one that it has."""
        return self.names.get(language) or self.name
