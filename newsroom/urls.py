"""The map of paths."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from articles.urls import machine_patterns, page_patterns
from newsroom.operations import views as operations
from newsroom.pagecache.views import metrics
from newsroom.readership.urls import machine_patterns as readership_patterns

urlpatterns = [
    path("admin/", admin.site.urls),
    path("health/", operations.health, name="health"),
    path("metrics/", metrics, name="metrics"),
    path("", include("newsroom.crawlers.urls")),
    *readership_patterns,
    *machine_patterns,
    *i18n_patterns(
        path("", include("newsroom.fronts.urls")),
        path("comments/", include("newsroom.comments.urls")),
        path("", include("newsroom.search.urls")),
        path("", include("newsroom.readership.urls")),
        *page_patterns,
        prefix_default_language=False,
    ),
]
