from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PageCacheConfig(AppConfig):
    name = "newsroom.pagecache"
    label = "pagecache"
    verbose_name = _("Finished pages")

    def ready(self) -> None:
        # The models of all rooms are there from here on.
        from newsroom.pagecache.triggers import install  # noqa: PLC0415

        post_migrate.connect(install, dispatch_uid="pagecache.triggers")
