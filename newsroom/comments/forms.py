import time
import unicodedata
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from articles.body import plain_text
from articles.fields import EmailLineFormField, LineFormField, TextFormField
from articles.models import Edition
from newsroom.comments.models import Comment

# The time is signed to the slot: within one, the page of a story stays the same to the byte, and can be kept.
SLOT = 600  # seconds
OLDEST = 60 * 24 * 3600  # seconds
LONGEST_QUOTE = 500  # characters
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
    quote = TextFormField(
        label=_("From the story"),
        max_length=LONGEST_QUOTE,
        required=False,
        error_messages={
            "max_length": _("You can quote %(limit_value)d characters of the story; these are %(show_value)d."),
            "invalid": _("These words are not in the story. Quote it as it is written, or leave this empty."),
        },
    )
    notify = forms.BooleanField(label=_("Tell me by email when somebody answers"), required=False)
    # Readers do not see this one; programs fill in whatever they find.
    subject = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    since = forms.CharField(widget=forms.HiddenInput)
    # Seconds from the first key to the press of the button, where a browser counts them.
    took = forms.FloatField(required=False, min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = Comment
        fields = ["body", "name", "email", "website", "quote"]

    def __init__(self, *args: Any, article: int, edition: Edition | None = None, **kwargs: Any) -> None:
        """With the edition, what is quoted is looked for in its text: a form that is only shown does without."""
        super().__init__(*args, **{"auto_id": "comment-%s", **kwargs})
        self.article = article
        self.edition = edition
        # Seconds since the form was made, to the slot; known once it was found to be ours.
        self.age = 0

    @staticmethod
    def slot() -> int:
        """When the present slot began, in seconds of the epoch."""
        return int(time.time()) // SLOT * SLOT

    @property
    def fresh_since(self) -> str:
        """The story and the time of the form, signed."""
        return _SIGNER.sign(f"{self.article}:{self.slot()}")

    @property
    def asks_for_preview(self) -> bool:
        return "preview" in self.data

    @property
    def seconds_in_it(self) -> float | None:
        """How long it was written at. By the form's own time alone where the browser did not count: its page is the
        same for everybody, so that it says only that a form is not of this moment."""
        took: float | None = self.cleaned_data.get("took")
        return took if took is not None else float(self.age) if self.age >= SLOT else None

    @property
    def looks_automatic(self) -> bool:
        return bool(self.cleaned_data.get("subject"))

    def clean_website(self) -> str:
        website = self.cleaned_data["website"]
        if website and not website.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(self.fields["website"].error_messages["invalid"])
        return website

    def clean_quote(self) -> str:
        quote: str = self.cleaned_data["quote"]
        if quote and (self.edition is None or _spaced(quote) not in _spaced(plain_text(self.edition.body_html))):
            raise forms.ValidationError(self.fields["quote"].error_messages["invalid"])
        return quote

    def clean(self) -> dict[str, Any]:
        """The form must be ours, of this story, and not of long ago."""
        data = super().clean() or {}
        age = _age(self.data.get("since", ""), self.article)
        if age is None:
            raise forms.ValidationError(
                _("Your comment was not sent. Everything you wrote is still here: please send it again.")
            )
        self.age = age
        return data


def _age(since: str, article: int) -> int | None:
    """Seconds since our form of this story was made; None of what we did not sign, or not in our time."""
    try:
        story, _colon, made = _SIGNER.unsign(since).partition(":")
    except signing.BadSignature:
        return None
    age = int(time.time() - int(made)) if story == str(article) else -1
    return age if 0 <= age <= OLDEST else None


def _spaced(text: str) -> str:
    """The words, whatever white space and line ends stand between them."""
    return " ".join(unicodedata.normalize("NFC", text).split())
