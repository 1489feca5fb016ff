"""The roles of a newsroom as groups, with just the rights that each needs. Migrations write this table."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions

READ = [
    "view_article",
    "view_section",
    "view_series",
    "view_tag",
    "view_person",
    "view_byline",
    "view_source",
    "view_picture",
]
WRITE = [
    *READ,
    *("add_article", "change_article", "delete_article", "submit_article", "ask_sign_off", "view_unpublished_article"),
    *("add_byline", "change_byline", "delete_byline"),
    *("add_tag", "add_picture"),
]
EDIT = [
    *WRITE,
    *("edit_any_article", "approve_article", "publish_article", "correct_article", "republish_unpublished_article"),
    *("pass_warning", "view_previewlink", "add_previewlink", "change_previewlink"),
    *("view_record", "export_record", "view_revision", "view_edition", "view_address"),
    *("change_picture", "change_tag", "delete_tag", "merge_tag"),
    *("add_person", "change_person", "add_source", "change_source", "add_series", "change_series"),
    *("view_recipient", "add_recipient", "change_recipient"),
    *("view_front", "add_front", "change_front", "launch_front"),
]
# Whoever answers for the paper: every desk, and what cannot be taken back.
LEAD = [
    *EDIT,
    *("every_desk", "break_embargo", "waive_sign_off"),
    *("take_down_article", "kill_article", "view_withdrawn_article", "republish_withdrawn_article"),
    *("view_record_whence", "import_address", "add_section", "change_section"),
    "view_crawler",
    *("view_check", "change_check", "view_rules", "change_rules"),
]
ADVISE = [*READ, "give_legal_sign_off", "view_unpublished_article", "view_withdrawn_article"]
PICTURE = [*READ, "add_picture", "change_picture", "give_pictures_sign_off", "view_unpublished_article"]
MODERATE = [
    *("view_comment", "change_comment", "moderate_comment", "answer_as_staff"),
    *("view_ban", "add_ban", "change_ban", "delete_ban"),
    *("view_report", "change_report"),
    *("view_cannedreason", "add_cannedreason", "change_cannedreason", "delete_cannedreason"),
    *("view_wordlist", "add_wordlist", "change_wordlist", "delete_wordlist"),
    *("view_policy", "add_policy", "change_policy", "delete_policy"),
    *("view_check", "view_rules"),
]
ADMINISTER = [
    *LEAD,
    *MODERATE,
    *("give_legal_sign_off", "give_pictures_sign_off"),
    *("delete_section", "delete_series", "delete_person", "delete_source", "delete_picture", "delete_recipient"),
    *("view_user", "add_user", "change_user"),
    *("add_crawler", "change_crawler", "delete_crawler"),
]
ROLES = {
    "reporter": WRITE,
    "editor": EDIT,
    "chief editor": LEAD,
    "lawyer": ADVISE,
    "picture editor": PICTURE,
    "moderator": MODERATE,
    "administrator": ADMINISTER,
}
APPS = ("articles", "comments", "crawlers", "fronts", "staff")


def write_roles(apps: Any, roles: dict[str, list[str]]) -> None:
    """Give each group these rights, beside those that the newsroom has given it itself."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in roles.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(*Permission.objects.filter(codename__in=codenames, content_type__app_label__in=APPS))


def make_roles(apps: Any, schema_editor: Any) -> None:
    """What a migration runs when the table above has changed."""
    # Django makes the rights only after the last migration; the roles need them now.
    for label in APPS:
        create_permissions(installed.get_app_config(label), apps=apps, verbosity=0)
    write_roles(apps, ROLES)
