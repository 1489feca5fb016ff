"""A verb's button is pressed: what is written on the screen is saved first, where whoever presses it may write."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles import languages, rights, workflow
from articles.admin.instants import zone
from articles.admin.numbers import whole_number
from articles.admin.pages import DeskPages
from articles.admin.panel import Pressed, panel, panel_of_new
from articles.admin.reading import reading
from articles.admin.standing import Standing
from articles.admin.verbs import VERBS
from articles.admin.writing import clash_message, sitting_shown
from articles.models import Article
from articles.writing.sittings import Outcome

# Where what was pressed in vain is kept for the page that shows it.
KEPT = "pressed"


class Acting(DeskPages):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.act_view)
        return [path("<int:pk>/act/", view, name="articles_article_act"), *super().get_urls()]

    def act_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Use a verb on the story as it stands; nothing of it is written."""
        article = self.story_or_404(request, pk)
        key, _which = pressed(request)
        # After a login in between, the browser comes back by GET: to the screen, to press again.
        if request.method != "POST" or key not in VERBS:
            return _to_screen(article)
        if whole_number(request.POST.get("version")) != article.version:
            return self._refuse(request, article, key, workflow.stale_message(article), _("Nothing was done: %s"))
        return self._use(request, article, key, _("Nothing was done: %s"))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What is refused while it is being saved is told, as any other refusal."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except workflow.Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        return self._after_save(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._after_save(request, obj) or super().response_change(request, obj)

    def _after_save(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        """The button that was pressed, with the story saved: a verb, or staying on the screen."""
        key, _which = pressed(request)
        outcome: Outcome | None = getattr(request, "outcome", None)
        if outcome is not None and outcome.state == "clash":
            return self.to_merge(request, article, outcome)
        if key in VERBS and outcome is not None and outcome.brought:
            # Nobody sends on, or releases, what somebody else wrote a moment ago and they have not seen.
            self._told_of_others(request, article)
            return _to_screen(article, f"verb-{key}")
        if key in VERBS:
            return self._use(request, article, key, _("Saved, but nothing more: %s"))
        if "_continue" in request.POST:
            self.message_user(request, _("Saved."), messages.SUCCESS)
            return _to_screen(article)
        return None

    def to_merge(self, request: HttpRequest, article: Article, outcome: Outcome) -> HttpResponse:
        """To where what clashes is chosen; what was written is held until then."""
        self.message_user(request, _("Not saved yet: %s") % clash_message(article), messages.WARNING)
        where = [article.pk, outcome.sitting.key]
        return HttpResponseRedirect(reverse("admin:articles_article_merge", args=where))

    def _told_of_others(self, request: HttpRequest, article: Article) -> None:
        said = _(
            "Saved together with what others wrote in the meantime, but nothing more: look at it, then press again."
        )
        self.message_user(request, said, messages.WARNING)

    def _use(self, request: HttpRequest, article: Article, key: str, in_vain: str) -> HttpResponse:
        verb = VERBS[key]
        form = verb.form(Standing(article), _answers(request))
        if form is not None and not form.is_valid():
            problems = " ".join(str(error) for errors in form.errors.values() for error in errors)
            return self._refuse(request, article, key, problems, in_vain)
        try:
            verb.use(article, request.user, form.cleaned_data if form is not None else {})
        except workflow.Refused as refusal:
            return self._refuse(request, article, key, str(refusal), in_vain)
        self.message_user(request, str(verb.done), messages.SUCCESS)
        return _to_screen(article)

    def _refuse(self, request: HttpRequest, article: Article, key: str, why: str, in_vain: str) -> HttpResponse:
        """Back to the screen, where the question stands open with what was typed."""
        self.message_user(request, in_vain % why, messages.ERROR)
        typed = {name: value for name, value in request.POST.items() if name.startswith(f"{key}-")}
        request.session[KEPT] = {"story": article.pk, "key": key, "typed": typed, "refusal": why}
        return _to_screen(article, f"verb-{key}")

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        article: Article | None = kwargs.get("obj")
        context["zone"] = zone()
        context["language_directions"] = {code: languages.direction(code) for code in languages.codes()}
        context["sitting"] = sitting_shown(request, article)
        if article is None:
            context["panel"] = panel_of_new()
        else:
            story = Standing(article)
            context["panel"] = panel(request.user, story, _pressed(request, article))
            if not self.has_change_permission(request, article):
                context["reading"] = reading(story.snapshot)
                context["why_reading"] = _why_reading(request.user, article)
                kwargs["form_url"] = reverse("admin:articles_article_act", args=[article.pk])
        return super().render_change_form(request, context, *args, **kwargs)


def pressed(request: HttpRequest) -> tuple[str, str]:
    """The verb whose button was pressed; and of several things the one that it stands at, as in `revoke_preview:7`."""
    key, _colon, which = request.POST.get("_verb", "").partition(":")
    return key, which


def _answers(request: HttpRequest) -> dict[str, str]:
    """What was sent, with the thing that the button stands at as an answer among the others."""
    key, which = pressed(request)
    sent = {name: str(value) for name, value in request.POST.items()}
    return {**sent, f"{key}-which": which} if which else sent


def _to_screen(article: Article, at: str = "") -> HttpResponseRedirect:
    screen = reverse("admin:articles_article_change", args=[article.pk])
    return HttpResponseRedirect(f"{screen}#{at}" if at else screen)


def _pressed(request: HttpRequest, article: Article) -> Pressed | None:
    """The verb that was pressed in vain: just now, with a form that could not be saved, or before the redirect."""
    key, _which = pressed(request)
    if key:
        return Pressed(key, _answers(request))
    kept = request.session.get(KEPT)
    if kept is None or kept["story"] != article.pk:
        return None
    del request.session[KEPT]
    return Pressed(kept["key"], kept["typed"], kept["refusal"])


def _why_reading(holder: Any, article: Article) -> str:
    """Why the story is here to be read, and not to be written in."""
    if article.withdrawn in rights.FROZEN:
        return _("This story was withdrawn, and its copy is frozen: it can be read here, and not changed.")
    if rights.is_own(holder, article):
        return _("Your story is with the editors: you can read it here, and change it again when they send it back.")
    if article.section and article.section.desk and holder.has_perm("articles.edit_any_article"):
        return _("This is a story of another desk, %s: you can read it here.") % article.section
    return _("This is somebody else’s story: you can read it here.")
