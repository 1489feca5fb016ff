"""What the story form's control of the lead picture needs to know (static/desk/js/lead.js)."""

import json

from django.utils.translation import gettext as _

from articles.admin.library import addresses, as_found
from articles.admin.picture_forms import licences_to_choose
from articles.models import Article


def described(article: Article) -> str:
    """In JSON: the picture that the story has, where the library is, the licences to choose from, all words."""
    return json.dumps(
        {
            "picture": as_found(article.picture) if article.picture else None,
            "addresses": addresses(),
            "licences": [[value, str(label)] for value, label in licences_to_choose()],
            "words": _words(),
        },
        ensure_ascii=False,
    )


def _words() -> dict[str, str]:
    return {
        "none": _("No lead picture yet. Choose one, or drop a file here."),
        "choose": _("Choose from the library"),
        "other": _("Choose another one"),
        "take": _("Take a new one in"),
        "remove": _("Remove"),
        "page": _("Focal point, rights and the rest"),
        "sending": _("Sending: {percent} %"),
        "taking": _("Is being taken in…"),
        "taken": _("The picture is in the library, and in this story."),
        "here": _("The same file is in the library already: that one is taken."),
        "alike": _("It looks like what is in the library already:"),
        "instead": _("Take this one instead"),
        "keep": _("Keep both"),
        "chosen": _("The picture is in this story. Left empty, its words are the library’s."),
        "fit": _("Another picture: do the words below still fit?"),
        "removed": _("The story has no lead picture now."),
        "failed": _("It could not be sent. It goes along when you save."),
        "unsaved": _("Not saved. Try again."),
        "licence": _("By what right it is printed"),
        "missing": _("Still missing: {fields}"),
        "wide": _("as it is cut on cards"),
        # Of the library's dialog.
        "insert": _("Picture from the library"),
        "search": _("Search the library"),
        "nothing": _("No picture found."),
        "unreached": _("The library cannot be reached."),
        "upload": _("Upload a picture"),
        "uploading": _("{name} is being uploaded …"),
        "more": _("More"),
        "add": _("Add a picture to the library"),
        "close": _("Close"),
    }
