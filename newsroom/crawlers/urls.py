from django.urls import path, re_path

from newsroom.crawlers import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    re_path(r"^(?P<key>[A-Za-z0-9-]{8,128})\.txt$", views.indexnow_key, name="indexnow_key"),
]
