"""The newest comments of a live story; when the story goes, its feed goes with it."""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _

from articles.addresses import none_left
from articles.dates import shown
from articles.feeds.formats import Atom, Json, Rss
from articles.feeds.public import LENGTH, PublicFeed
from articles.models import Edition
from newsroom.comments.models import Comment


class CommentsFeed(PublicFeed):
    def get_object(self, request: HttpRequest, *args: Any, article: int, **kwargs: Any) -> Edition:
        editions = Edition.objects.filter(article=article if article < 2**63 else 0)
        live = editions.live().select_related("article").defer("body_html", "article__body").first()
        if live is None:
            raise none_left(editions.seen())
        return live

    def title(self, edition: Edition) -> str:
        return _("Comments on “%(headline)s”") % {"headline": edition.headline}

    subtitle = description = title

    def link(self, edition: Edition) -> str:
        return f"{settings.SITE_URL}{iri_to_uri(edition.path)}#comments"

    def items(self, edition: Edition) -> Sequence[Comment]:
        public = Comment.objects.public().filter(article=edition.article_id, erased_at=None)
        public = public.only("name", "body", "quote", "posted_at").order_by("-posted_at", "-pk")
        comments = list(public[:LENGTH])
        for comment in comments:
            comment.article = edition.article
        return comments

    def item_title(self, item: Comment) -> str:
        return item.name

    def item_description(self, item: Comment) -> str:
        quote = f"<blockquote>{escape(item.quote)}</blockquote>" if item.quote else ""
        return quote + linebreaks(item.body, autoescape=True)

    def item_link(self, item: Comment) -> str:
        return settings.SITE_URL + reverse("comment_thread", args=[item.article_id, item.pk])

    def item_guid(self, item: Comment) -> str:
        return f"urn:uuid:{uuid5(UUID(str(item.article.uuid)), f'comment {item.pk}')}"

    def item_pubdate(self, item: Comment) -> datetime.datetime:
        return shown(item.posted_at)

    item_updateddate = item_pubdate

    def item_author_name(self, item: Comment) -> str:
        return item.name

    def item_extra_kwargs(self, item: Comment) -> dict[str, Any]:
        return {"plain": item.body}


class CommentsAtomFeed(CommentsFeed):
    feed_type = Atom


class CommentsRssFeed(CommentsFeed):
    feed_type = Rss


class CommentsJsonFeed(CommentsFeed):
    feed_type = Json
