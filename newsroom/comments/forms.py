import time
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from articles.fields import EmailLineFormField, LineFormField, TextFormField
from newsroom.comments.models import Comment

# The time is signed to the slot: within one, the page of a story stays the same to the byte, and can be kept.
SLOT = 600  # seconds
OLDEST = 60 * 24 * 3600  # seconds
_SIGNER = signing.Signer(salt="newsroom.comments.form")


class CommentForm(forms.ModelForm):
    """The form below a story. Public pages are the same for everyone, so it carries a signed time and no token."""

    error_css_class = "has-error"
    required_css_class = "is-required"

    body = TextFormField(
        label=_("Comment"),
        max_length=65_525,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Write your comment."),
            "max_length": _("A comment can have %(limit_value)d characters; this one has %(show_value)d."),
        },
    )
    name = LineFormField(
        label=_("Name"),
        max_length=245,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name, as it should stand above your comment.")},
    )
    email = EmailLineFormField(
        label=_("Email"),
        max_length=100,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Write your email address. It will not be published."),
            "invalid": _("Write an email address such as name@example.com."),
        },
    )
    website = forms.URLField(
        label=_("Website"),
        max_length=200,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url", "dir": "ltr"}),
        error_messages={"invalid": _("Write an address such as https://example.com, or leave this empty.")},
    )
    # Readers do not see this one; programs fill in whatever they find.
    subject = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    since = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = Comment
        fields = ["body", "name", "email", "website"]

    def __init__(self, *args: Any, article: int, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "comment-%s", **kwargs})
        self.article = article

    @property
    def fresh_since(self) -> str:
        """The story and the time of the form, signed."""
        return _SIGNER.sign(f"{self.article}:{int(time.time()) // SLOT * SLOT}")

    @property
    def looks_automatic(self) -> bool:
        return bool(self.cleaned_data.get("subject"))

    def clean_website(self) -> str:
        website = self.cleaned_data["website"]
        if website and not website.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(self.fields["website"].error_messages["invalid"])
        return website

    def clean(self) -> dict[str, Any]:
        """The form must be ours, of this story, and not of long ago."""
        data = super().clean() or {}
        if not _is_ours(self.data.get("since", ""), self.article):
            raise forms.ValidationError(
                _("Your comment was not sent. Everything you wrote is still here: please send it again.")
            )
        return data


def _is_ours(since: str, article: int) -> bool:
    """Whether this is our signature, for this story, of a time that was and is not too long ago."""
    try:
        story, _colon, made = _SIGNER.unsign(since).partition(":")
    except signing.BadSignature:
        return False
    return story == str(article) and 0 <= time.time() - int(made) <= OLDEST
