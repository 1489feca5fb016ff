"""File copy: a document or pasted text is a draft, and its screen opens at once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_prose_editor.fields import ProseEditorFormField

from articles import body, filing, languages, workflow
from articles.admin.editor import EDITOR
from articles.admin.pages import DeskPages
from articles.admin.story_form import languages_to_choose
from articles.models import Article, Section

# Remarks come on the story's screen; what is pasted here goes there first.
PASTING = {name: options for name, options in EDITOR.items() if name != "Proofing"}


class FilingForm(forms.Form):
    document = forms.FileField(
        label=gettext_lazy("A Word document"),
        required=False,
        help_text=gettext_lazy("DOCX, up to 30 MB. Its pictures go to the library, with their captions."),
        widget=forms.FileInput(
            attrs={"accept": ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
        ),
    )
    pasted = ProseEditorFormField(
        label=gettext_lazy("Or the text, pasted"),
        required=False,
        help_text=gettext_lazy("From Word, Google Docs, a mail or a page: its structure is kept, its looks are not."),
        config={"extensions": PASTING},
        widget=AdminTextareaWidget,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=languages_to_choose)
    section = forms.ModelChoiceField(Section.objects.all(), label=gettext_lazy("Section"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        language = self["language"].value()
        if language not in languages.codes():
            language = languages.codes()[0]
        attrs = {"lang": language, "dir": languages.direction(language), "data-follows-language": True}
        self.fields["pasted"].widget.attrs |= attrs

    def clean_document(self) -> filing.Copy | None:
        upload = self.cleaned_data["document"]
        return filing.read_docx(upload, upload.size) if upload else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        document, has_text = data.get("document"), bool(body.plain_text(data.get("pasted") or ""))
        if "document" in self.errors or "pasted" in self.errors:
            return data
        if document is not None and has_text:
            self.add_error("pasted", _("Send either a document or pasted text: together they would be two stories."))
        elif document is None and not has_text:
            self.add_error("document", _("Choose a document, or paste the text below."))
        return data

    @property
    def copy(self) -> filing.Copy:
        document: filing.Copy | None = self.cleaned_data["document"]
        return document if document is not None else filing.read_pasted(self.cleaned_data["pasted"])


class Filing(DeskPages):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.file_view)
        return [path("file/", view, name="articles_article_file"), *super().get_urls()]

    def file_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for the copy; with it, make a draft of it and open that."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            form = FilingForm(request.POST, request.FILES)
            if form.is_valid() and (answer := self._file(request, form)):
                return answer
        else:
            form = FilingForm(initial=self._as_last_time(request))
        title = _("File copy")
        directions = {code: languages.direction(code) for code in languages.codes()}
        return self.page(request, "desk/file_copy.html", title, form=form, media=form.media, directions=directions)

    def _as_last_time(self, request: HttpRequest) -> dict[str, Any]:
        """The language and section of one's last story: reporters write for the same pages."""
        own = Article.objects.filter(created_by=request.user.pk).order_by("-created_at")
        last: dict[str, Any] | None = own.values("language", "section").first()  # type: ignore[assignment]
        return last or {"language": languages.codes()[0]}

    def _file(self, request: HttpRequest, form: FilingForm) -> HttpResponse | None:
        language, section = form.cleaned_data["language"], form.cleaned_data["section"]
        try:
            filed = filing.file_draft(form.copy, by=request.user, language=language, section=section)
        except workflow.Refused as refusal:
            form.add_error(None, str(refusal))
            return None
        self.message_user(request, what_came(filed), messages.SUCCESS)
        if left := what_was_left_out(filed):
            self.message_user(request, left, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[filed.article.pk]))


def what_came(filed: filing.Filed) -> str:
    count = len(body.plain_text(filed.article.body).split())
    came = [ngettext("%(count)d word", "%(count)d words", count) % {"count": count}]
    if filed.pictures:
        came.append(ngettext("%(count)d picture", "%(count)d pictures", filed.pictures) % {"count": filed.pictures})
    return _("This is a draft now: %(what)s came in. Read it through before it goes on.") % {
        "what": languages.list_of(came)
    }


def what_was_left_out(filed: filing.Filed) -> str:
    """A sentence, or nothing."""
    left = []
    if count := filed.pictures_left_out:
        unusable = ngettext(
            "%(count)d picture that is too small or cannot be read",
            "%(count)d pictures that are too small or cannot be read",
            count,
        )
        left.append(unusable % {"count": count})
    if count := filed.left_out.get("notes", 0):
        left.append(ngettext("%(count)d note", "%(count)d notes", count) % {"count": count})
    if count := filed.left_out.get("comments", 0):
        left.append(ngettext("%(count)d comment", "%(count)d comments", count) % {"count": count})
    if count := filed.left_out.get("deletions", 0):
        left.append(ngettext("%(count)d deletion", "%(count)d deletions", count) % {"count": count})
    return _("Left out: %(what)s.") % {"what": languages.list_of(left)} if left else ""
