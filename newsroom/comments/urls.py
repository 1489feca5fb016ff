from django.urls import path

from articles.addresses import at_its_address
from newsroom.comments import feeds, views

urlpatterns = [
    path("own/<str:token>/", views.own, name="comment_own"),
    path("<int:article>/", views.conversation, name="comment"),
    path("<int:article>/<int:comment>/", views.thread, name="comment_thread"),
    path("<int:article>/answer/<int:comment>/", views.answer, name="comment_answer"),
    path("<int:article>/feed.atom", at_its_address(feeds.CommentsAtomFeed()), name="comments_atom"),
    path("<int:article>/feed.rss", at_its_address(feeds.CommentsRssFeed()), name="comments_rss"),
    path("<int:article>/feed.json", at_its_address(feeds.CommentsJsonFeed()), name="comments_json"),
]
