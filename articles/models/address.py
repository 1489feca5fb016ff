from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _


class AddressTaken(IntegrityError):
    """The path belongs to something else, and always will."""


class AddressManager(models.Manager["Address"]):
    def claim(self, path: str, **owner: Any) -> "Address":
        """Keep a path for its owner from now on; `AddressTaken` where it is another's, or was."""
        address, _created = self.get_or_create(path=path, defaults=owner)
        if any(getattr(address, name) != each for name, each in owner.items()):
            raise AddressTaken(path)
        return address


def _at_most_one(*names: str) -> models.Q:
    """Of these columns, one has a value, or none."""
    rests = (models.Q(**{other: None for other in names if other != name}) for name in names)
    return reduce(or_, rests)


class Address(models.Model):
    """A path that leads to something, or once did, or is going to. It is never given to anything else.

    A story's path is whole; that of a section, tag, person or series is without the language, and stands for all of
    them.
    Without an owner: what was there has been deleted (410).
    """

    path = models.TextField(_("path"), unique=True)
    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="addresses",
        verbose_name=_("story"),
    )
    section = models.ForeignKey(
        "articles.Section",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="addresses",
        verbose_name=_("section"),
    )
    tag = models.ForeignKey(
        "articles.Tag",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="addresses",
        verbose_name=_("tag"),
    )
    person = models.ForeignKey(
        "articles.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="addresses",
        verbose_name=_("person"),
    )
    series = models.ForeignKey(
        "articles.Series",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="addresses",
        verbose_name=_("series"),
    )
    # A path of the site that was here before: it leads to its owner although no edition ever had it.
    is_imported = models.BooleanField(_("from an earlier site"), default=False, db_default=False, editable=False)

    objects = AddressManager()

    pages_by = {"article": "article_id"}

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        permissions = [("import_address", "Can give an old path of an earlier site to a page")]
        constraints = [
            models.CheckConstraint(
                condition=_at_most_one("article", "section", "tag", "person", "series"), name="address_of_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def owner(self) -> Any:
        """The story, section, tag, person or series that it belongs to; None where that has been deleted."""
        return self.article or self.section or self.tag or self.person or self.series


class Addressed(models.Model):
    """What has a page under its slug. Every path that it ever had stays its own, whatever it is renamed to."""

    # Where the pages of this kind are, with {} for the slug.
    PAGES: ClassVar[str]
    slug: Any

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            Address.objects.claim(self.path_of(self.slug), **{str(self._meta.model_name): self})

    @classmethod
    def path_of(cls, slug: str) -> str:
        return cls.PAGES.format(slug)

    @classmethod
    def is_free(cls, slug: str, owner: Any = None) -> bool:
        """Whether the path of this slug has never been anybody else's."""
        name = str(cls._meta.model_name)
        address = Address.objects.filter(path=cls.path_of(slug)).first()
        return address is None or (owner is not None and getattr(address, f"{name}_id") == owner)

    def clean(self) -> None:
        super().clean()
        if self.slug and not self.is_free(self.slug, self.pk):
            raise ValidationError(
                {
                    "slug": _("“%(path)s” is, or was, the address of another page. Choose another slug.")
                    % {"path": self.path_of(self.slug)}
                }
            )
