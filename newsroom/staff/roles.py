"""The roles of a newsroom as groups, with just the rights that each needs. Migrations write this table."""

from typing import Any

READ = [
    "view_article",
    "view_section",
    "view_tag",
    "view_person",
    "view_byline",
    "view_source",
    "view_picture",
]
WRITE = [
    *READ,
    *("add_article", "change_article", "delete_article", "submit_article"),
    *("add_byline", "change_byline", "delete_byline"),
    *("add_tag", "add_picture"),
]
EDIT = [
    *WRITE,
    *(
        "edit_any_article",
        "approve_article",
        "publish_article",
        "view_record",
        "view_revision",
        "view_edition",
    ),
    *(
        "change_picture",
        "change_tag",
        "delete_tag",
        "add_person",
        "change_person",
        "add_source",
        "change_source",
    ),
]
MODERATE = ["view_comment", "change_comment", "moderate_comment"]
ADMINISTER = [
    *EDIT,
    *MODERATE,
    *("add_section", "change_section", "delete_section", "delete_person", "delete_source", "delete_picture"),
    *("view_user", "add_user", "change_user"),
]
ROLES = {"reporter": WRITE, "editor": EDIT, "moderator": MODERATE, "administrator": ADMINISTER}
APPS = ("articles", "comments", "staff")


def write_roles(apps: Any, roles: dict[str, list[str]]) -> None:
    """Make each group have exactly these rights. The rights themselves are made first where they are not there yet."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in roles.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(codename__in=codenames, content_type__app_label__in=APPS))
