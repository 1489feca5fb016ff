from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class DeskConfig(admin.AdminConfig):
    """Django's admin, with the site that newsroom.admin puts together."""

    default = False
    default_site = "newsroom.admin.Desk"


class StaffConfig(AppConfig):
    name = "newsroom.staff"
    label = "staff"
    verbose_name = _("Staff")
