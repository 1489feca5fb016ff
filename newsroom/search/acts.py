"""What changes the documents that are searched: acts on stories, and new names of tags and people."""

from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver

from articles.models import Article, Person, Record, Tag
from articles.signals import story_changed
from newsroom.search import documents, jobs


@receiver(story_changed, dispatch_uid="search.acts")
def keep_up(article: Article, record: Record, **kwargs: Any) -> None:
    """In the act's own transaction: what is withdrawn is found no more, and what is released is found at once."""
    # Saving a draft, many times an hour, changes nothing that readers see.
    if record.verb != "save":
        documents.keep_up(article.editions.all())


@receiver(post_save, sender=Tag, dispatch_uid="search.tag")
@receiver(post_save, sender=Person, dispatch_uid="search.person")
def follow_name(sender: type[Tag | Person], instance: Tag | Person, created: bool, **kwargs: Any) -> None:
    if not created:
        jobs.follow.enqueue(lexeme_of(sender, instance.pk))


@receiver(pre_delete, sender=Tag, dispatch_uid="search.tag_goes")
def follow_merged(sender: type[Tag], instance: Tag, **kwargs: Any) -> None:
    """A tag that was merged goes when its stories have the other one."""
    jobs.follow.enqueue(lexeme_of(sender, instance.pk))


def lexeme_of(model: type[Tag | Person], pk: int) -> str:
    return f"@{'t' if model is Tag else 'p'}{pk}"
