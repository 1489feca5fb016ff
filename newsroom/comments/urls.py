from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from articles.addresses import at_its_address
from newsroom.comments import answers_views, feeds, privacy_views, reporting, views
from newsroom.comments.screening.views import challenge


def read(feed: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A feed of a story that may be gone; below a path that takes posts, and takes none itself."""
    return require_safe(at_its_address(feed))


urlpatterns = [
    path("own/<str:token>/", views.own, name="comment_own"),
    path("<int:article>/", views.conversation, name="comment"),
    path("<int:article>/<int:comment>/", views.thread, name="comment_thread"),
    path("<int:article>/answer/<int:comment>/", views.answer, name="comment_answer"),
    path("<int:article>/feed.atom", read(feeds.CommentsAtomFeed()), name="comments_atom"),
    path("<int:article>/feed.rss", read(feeds.CommentsRssFeed()), name="comments_rss"),
    path("<int:article>/feed.json", read(feeds.CommentsJsonFeed()), name="comments_json"),
    path("<int:article>/challenge/", challenge, name="comment_challenge"),
    path("report/<int:comment>/", reporting.report, name="comment_report"),
    path("report/<int:comment>/received/", reporting.received, name="comment_report_received"),
    path("mine/", privacy_views.mine, name="comments_mine"),
    path("mine/asked/", privacy_views.asked, name="comments_mine_asked"),
    path("mine/<str:token>/", privacy_views.what_is_kept, name="comments_kept"),
    path("mine/<str:token>/download/", privacy_views.download, name="comments_kept_download"),
    path("mine/<str:token>/erase/", privacy_views.erase, name="comments_kept_erase"),
    path("answers/<str:token>/", answers_views.confirm, name="comment_answers"),
    path("answers/<str:token>/stop/", answers_views.stop, name="comment_answers_stop"),
]
