"""Two editors change the same story at once: what does not clash is merged, the rest is offered, no word is lost."""

import re
from itertools import product

import pytest
from playwright.sync_api import expect

from articles.models import Article, Byline, Revision, Sitting
from tests import cast

BLOCKS = [
    "The first bus crossed the bridge at six in the morning.",
    "The mayor cut a ribbon that had been waiting for two years.",
    "Traders on the far bank hope for more customers than before.",
    "A second lane is promised for the spring of next year.",
]
BODY = "".join(f"<p>{block}</p>" for block in BLOCKS)
ACTS = ("same", "other", "moved")


@pytest.fixture
def people():
    return cast.account("evin", "editor"), cast.account("rebin", "editor")


@pytest.fixture
def story(people) -> Article:
    return cast.draft(people[0], body=BODY, source=None)


def signed_in(visitor, name: str):
    writer = visitor(viewport={"width": 1280, "height": 900})
    writer.expected.add("Failed to load resource: net::ERR_INTERNET_DISCONNECTED")
    writer.sign_in(name)
    return writer


def opened(writer, article: Article):
    writer.page.goto(f"/admin/articles/article/{article.pk}/change/")
    writer.page.wait_for_selector(".ProseMirror p")
    return writer


CURSOR = """paragraph => {
    document.querySelector(".ProseMirror").focus()
    getSelection().selectAllChildren(paragraph)
    getSelection().collapseToEnd()
}"""


def go_to(page, words: str) -> None:
    """To the end of the paragraph with these words. A click and the End key would race the editor's own look."""
    page.locator(".ProseMirror > p", has_text=words).evaluate(CURSOR)
    page.wait_for_timeout(60)


def type_into(page, words: str, more: str) -> None:
    go_to(page, words)
    page.keyboard.type(more)


def move_to_the_end(page, words: str) -> None:
    go_to(page, words)
    for _below in range(2):
        page.keyboard.press("Alt+ArrowDown")


def act(page, what: str, mark: str, target: str, other: str) -> None:
    match what:
        case "same":
            type_into(page, target, f" {mark} says so.")
        case "other":
            type_into(page, other, f" {mark} adds this.")
        case "moved":
            move_to_the_end(page, target)


def saved(page, state: str = "saved") -> None:
    page.wait_for_selector(f'#sitting[data-state="{state}"]')


def body_of(article: Article) -> list[str]:
    return re.findall(r"<p>(.*?)</p>", Article.objects.get(pk=article.pk).body)


def test_what_two_do_is_merged_or_offered(visitor, people):
    one, two = signed_in(visitor, "evin"), signed_in(visitor, "rebin")
    for first, second in product(ACTS, ACTS):
        story = cast.draft(people[0], body=BODY, source=None, headline=f"{first}, {second}")
        both_write(opened(one, story), opened(two, story), story, first, second)


def both_write(one, two, story: Article, first: str, second: str) -> None:
    # Both begin from the same text: the line of the second is down while the first writes.
    two.context.set_offline(True)
    act(one.page, first, "Evin", BLOCKS[1], BLOCKS[0])
    saved(one.page)
    act(two.page, second, "Rebin", BLOCKS[1], BLOCKS[2])
    two.context.set_offline(False)
    two.page.wait_for_selector('#sitting:is([data-state="saved"], [data-state="clash"])')
    two.page.wait_for_timeout(100)
    if two.page.locator('#sitting[data-state="clash"]').count():
        assert (first, second) == ("same", "same")
        held = Sitting.objects.get(held__isnull=False)
        assert "Rebin says so." in held.held["body"]
        two.page.click(".sitting-alert a")
        two.page.check('input[value="both"]')
        two.page.click("text=Save the merged story")
        two.page.wait_for_selector(".messagelist .success")
    text = body_of(story)
    together = " ".join(text)
    for what, mark in ((first, "Evin"), (second, "Rebin")):
        assert {"same": f"{mark} says so.", "other": f"{mark} adds this.", "moved": ""}[what] in together
    for block in BLOCKS:
        assert block in together
    if "moved" in (first, second):
        assert text[-1].startswith(BLOCKS[1])
    assert len(text) == len(BLOCKS) + ((first, second) == ("same", "same"))


def test_tags_and_bylines_of_two_are_brought_together(visitor, story):
    cast.person("shilan-omar", name="Shilan Omar")
    one, two = opened(signed_in(visitor, "evin"), story), opened(signed_in(visitor, "rebin"), story)
    two.context.set_offline(True)
    one.page.fill("[name=tags]", "Rivers, Roads")
    one.page.click("#bylines-group .add-row a")
    row = one.page.locator("#bylines-group tr.form-row:not(.empty-form)").last
    row.locator(".select2-selection").click()
    one.page.fill(".select2-search__field", "Shilan")
    one.page.click(".select2-results__option:has-text('Shilan Omar')")
    saved(one.page)
    two.page.fill("[name=tags]", "Erbil")
    two.page.select_option("#id_bylines-0-role", "editing")
    two.context.set_offline(False)
    saved(two.page)
    assert sorted(story.tags.names()) == ["Erbil", "Roads"]
    lines = Byline.objects.filter(article=story).values_list("person__name", "role")
    assert set(lines) == {("Dilan Rashid", "editing"), ("Shilan Omar", "words")}
    # The second sees at once what the first has done; the first with the next beat.
    assert two.page.input_value("[name=tags]") == ", ".join(["Erbil", "Roads"])
    assert two.page.locator("#bylines-group tr.form-row:not(.empty-form)").count() == 2
    expect(one.page.locator("[name=tags]")).to_have_value("Erbil, Roads", timeout=15_000)
    assert one.page.locator("#id_bylines-0-role").input_value() == "editing"


def test_a_headline_of_two_is_chosen(visitor, story):
    one, two = opened(signed_in(visitor, "evin"), story), opened(signed_in(visitor, "rebin"), story)
    two.context.set_offline(True)
    one.page.fill("[name=headline]", "Bridge opens at last")
    saved(one.page)
    two.page.fill("[name=headline]", "Bridge is open")
    two.context.set_offline(False)
    saved(two.page, "clash")
    assert "Evin changed the same place" in two.page.inner_text(".sitting-alert")
    two.page.click(".sitting-alert a")
    two.page.locator(".together-answer", has_text="Mine").locator("input").check()
    two.page.click("text=Save the merged story")
    two.page.wait_for_selector(".messagelist .success")
    assert Article.objects.get().headline == "Bridge is open"


def test_two_tabs_of_one_person_see_each_other_and_never_clash_with_their_own_saves(visitor, story):
    one = opened(signed_in(visitor, "evin"), story)
    other = one.context.new_page()
    other.goto(f"/admin/articles/article/{story.pk}/change/")
    other.wait_for_selector(".ProseMirror p")
    for number in range(3):
        type_into(one.page, BLOCKS[0], f" {number}")
        saved(one.page)
    type_into(other, BLOCKS[3], " Tab two.")
    saved(other)
    assert "another tab" in other.inner_text(".company")
    assert body_of(story)[0].endswith(" 0 1 2")
    assert body_of(story)[3].endswith("Tab two.")
    assert Sitting.objects.filter(held__isnull=False).count() == 0
    assert Revision.objects.filter(article=story).count() == 3
