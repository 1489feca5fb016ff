from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import lasting
from articles.context import absolute
from articles.listings import spoken
from articles.moment import SECTIONS
from newsroom.search import narrowing, question, suggestions
from newsroom.search.asking import SearchForm
from newsroom.search.extracts import shown
from newsroom.search.finding import LASTING, Found, find
from newsroom.search.lookup import Known, look_up
from newsroom.search.narrowing import Ways
from newsroom.search.queries import queries


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The page of a search: three queries, for the sections, for what is asked, for what is found."""
    sections = SECTIONS.all()
    form = SearchForm(request.GET, sections=sections, spoken=spoken())
    context: dict[str, Any] = {
        # Fetched already, so the navigation does not ask for them again.
        "sections": sections,
        "form": form,
        "typed": request.GET.get("q", "")[: question.LONGEST],
        "ways": (ways := Ways.of(reverse("search"), form)),
        # What goes on to hold when other words are typed, or other days chosen.
        "kept_with_words": [each for each in ways.kept("q") if each[0] in ("language", "order")],
        "kept_with_dates": ways.kept("since", "until", "period"),
        "canonical": absolute(request, reverse("search")),
    }
    if form.is_valid() and form.cleaned_data["q"]:
        context |= _answer(form, ways)
    if form.errors:
        context["mistakes"] = form.mistakes()
    return render(request, "search/page.html", context, status=400 if form.errors else 200)


def _answer(form: SearchForm, ways: Ways) -> dict[str, Any]:
    now, said = timezone.now(), form.cleaned_data
    lasting.until(now + LASTING)
    asked = question.read(said["q"])
    if not asked.wanted:
        return {"question": asked, "says_nothing": True}
    known = look_up(asked, language=form.searched_language or form.spoken, tag=said["tag"], person=said["person"])
    for name in ("tag", "person"):
        if said[name] and getattr(known, name) is None:
            form.add_error(name, _("No story is to be found under this name."))
    if form.errors:
        return {"question": asked}
    wanted = form.wanted(now, tag=known.tag, person=known.person)
    meant = {} if said["exact"] else {typed: near[0] for typed, near in known.near.items() if near}
    asking = queries(asked, known, meant, wanted.lexemes)
    if asking is None:
        return {"question": asked, "says_nothing": True}
    results = find(asking, wanted, now)
    corrected = asked.with_words({typed: near.shown for typed, near in meant.items()})
    return {
        "question": asked,
        "corrected": corrected if meant else "",
        "stories": [shown(_in_its_section(found, form)) for found in results.stories],
        "exact_path": ways.to(exact="1"),
        "is_first_page": not wanted.mark,
        "first_path": ways.to(),
        "next_path": ways.to(after=results.next_mark) if results.next_mark else "",
        "count": results.count,
        "count_shown": narrowing.counted(results.count).removesuffix("+"),
        "is_more": results.count > narrowing.MOST_COUNTED,
        "orders": narrowing.orders(ways, newest_first=wanted.newest_first),
        "groups": narrowing.groups(ways, wanted, results, form),
        **(_instead(asked, known, ways) if not results.stories else {}),
    }


def _in_its_section(found: Found, form: SearchForm) -> Found:
    """With the section that is fetched already."""
    sections = {section.pk: section for section in form.sections.values()}
    found.edition.section = sections[found.edition.section_id]
    return found


def _instead(asked: question.Question, known: Known, ways: Ways) -> dict[str, Any]:
    """What else may be looked for where nothing was found: other words that are near, and fewer words."""
    near = [
        (each.shown, ways.to(q=asked.with_words({typed: each.shown}), exact=""))
        for typed, others in known.near.items()
        for each in others[:3]
    ]
    words = list(dict.fromkeys(word.typed for word in asked.correctable if word.folded not in known.near))
    fewer = [(word, ways.to(q=word, exact="")) for word in words] if len(asked.wanted) > 1 else []
    return {"near_words": near, "fewer_words": fewer}


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """What a search that is being typed may become, as JSON: `{"suggestions": [{"kind", "text", "path"}]}`."""
    typed = request.GET.get("q", "")[: question.LONGEST]
    found = suggestions.suggest(typed, spoken())
    answer = JsonResponse({"suggestions": [each._asdict() for each in found]})
    answer["X-Robots-Tag"] = "noindex"
    return answer
