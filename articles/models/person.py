from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.fields import PerLanguageField, PlainTextField
from articles.models.address import Addressed
from articles.models.naming import Named


class Person(Addressed, Named):
    """Somebody who is credited, with or without an account."""

    PAGES = "/people/{}/"

    slug = models.SlugField(_("slug"), max_length=80, unique=True, allow_unicode=True)
    bio = PlainTextField(_("about"), blank=True)
    bios = PerLanguageField(_("about in other languages"), multiline=True)
    # PROTECT: an account that has a name in print is switched off, not deleted.
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
        help_text=_("Empty for contributors without an account."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def bio_in(self, language: str) -> str:
        return self.bios.get(language) or self.bio

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.slug])


class Byline(models.Model):
    """One line of a story's printed credit."""

    class Role(models.TextChoices):
        WORDS = "words", _("Words")
        PICTURES = "pictures", _("Pictures")
        TRANSLATION = "translation", _("Translation")
        EDITING = "editing", _("Editing")

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bylines", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.WORDS)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.UniqueConstraint(fields=["article", "person", "role"], name="credited_once_a_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"
