from django.urls import path

from newsroom.comments import answers_views, privacy_views, views

urlpatterns = [
    path("mine/", privacy_views.mine, name="comments_mine"),
    path("mine/asked/", privacy_views.asked, name="comments_mine_asked"),
    path("mine/<str:token>/", privacy_views.what_is_kept, name="comments_kept"),
    path("mine/<str:token>/download/", privacy_views.download, name="comments_kept_download"),
    path("mine/<str:token>/erase/", privacy_views.erase, name="comments_kept_erase"),
    path("answers/<str:token>/", answers_views.confirm, name="comment_answers"),
    path("answers/<str:token>/stop/", answers_views.stop, name="comment_answers_stop"),
    path("<int:article>/", views.post, name="comment"),
    path("<int:article>/received/", views.received, name="comment_received"),
]
