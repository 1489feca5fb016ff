from contextlib import suppress
from itertools import count
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase

from articles.models.address import Address, Addressed, AddressTaken
from articles.text import clean_line, slug_of


class Tag(Addressed, TagBase):  # type: ignore[django-manager-missing]  # of taggit's, which has no types
    """A subject that stories share. Its slug is in its own script."""

    PAGES = "/tag/{}/"

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        permissions = [("merge_tag", "Can merge tags")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name: str = clean_line(self.name)
        # Not left to taggit: a slug whose address was once another's is not free.
        self.slug: str = self.slug or self._free_slug()
        super().save(*args, **kwargs)
        self._keep_name()

    def _keep_name(self) -> None:
        """Whoever types a name that it once had, finds it by that name's address, if it is nobody else's."""
        slug = slug_of(self.name)
        if slug and slug != self.slug:
            with suppress(AddressTaken):
                Address.objects.claim(self.path_of(slug), tag=self)

    def _free_slug(self) -> str:
        slug = slug_of(self.name) or "tag"
        numbered = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
        return next(each for each in numbered if self.is_free(each))

    def get_absolute_url(self) -> str:
        return reverse("tag", args=[self.slug])


class ArticleTag(ItemBase):
    content_object = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="article_tags")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="article_tags")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_an_article"),
        ]

    def __str__(self) -> str:
        """Without the headline: whoever deletes a tag is shown this, also of a story that they may not read."""
        return f"{self.tag} ({self.content_object_id})"


class Tags(TaggableManager):
    """Taggit's own; but tags that were fetched with their story are not asked for again by its form."""

    def value_from_object(self, obj: Any) -> Any:
        known = getattr(obj, "_prefetched_objects_cache", {})
        return list(obj.tags.all()) if self.name in known else super().value_from_object(obj)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "taggit.managers.TaggableManager", args, kwargs
