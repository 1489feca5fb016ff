"""Two tags that are one become one, and nothing that led to either is lost."""

import threading

import pytest
from django.db import connection

from articles import tagging, workflow
from articles.admin.standing import Standing
from articles.merging import Merged, merge, merge_all
from articles.models import Article, ArticleTag, EditionTag, Record, Tag
from tests import cast
from tests.forms import fields_of

SCREEN = "/admin/articles/tag/merge/"


@pytest.fixture
def tags(db) -> list[Tag]:
    return [Tag.objects.create(name=name) for name in ("Rivers", "Streams", "Waters")]


def test_stories_lists_addresses_and_names_go_to_the_tag_that_stays(reader, editor, tags):
    rivers, streams, _ = tags
    one = cast.published(editor, slug="one", tags=("Rivers",))
    both = cast.published(editor, slug="both", tags=("Rivers", "Streams"))
    old = Tag(pk=rivers.pk)
    assert merge(rivers, streams, by=editor) == Merged(stories=1, editions=1, addresses=1)
    assert not Tag.objects.filter(pk=old.pk).exists()
    assert ArticleTag.objects.filter(tag=streams).count() == 2
    assert EditionTag.objects.filter(edition__in=[one, both], tag=streams).count() == 2
    answer = reader.get("/tag/rivers/feed.atom")
    assert (answer.status_code, answer["Location"]) == (301, "/tag/streams/feed.atom")
    assert [e.pk for e in reader.get("/tag/streams/").context["page"].editions] == [both.pk, one.pk]
    assert tagging.from_string("Rivers, streams") == ["Streams"]


def test_the_record_says_what_was_merged(editor, tags):
    merge(tags[0], tags[1], by=editor)
    record = Record.objects.get(verb="merge")
    assert (record.actor, record.headline) == (editor, "Streams")
    assert record.detail["from"] == "Rivers (/tag/rivers/)"
    assert record.detail["to"] == "Streams (/tag/streams/)"
    assert (record.detail["stories"], record.detail["addresses"]) == (0, 1)


def test_a_merge_of_merged_tags_leads_there_in_one_step(reader, editor, tags):
    cast.published(editor, tags=("Rivers",))
    rivers, streams, waters = tags
    merge(rivers, streams, by=editor)
    merge(streams, waters, by=editor)
    assert reader.get("/tag/rivers/")["Location"] == reader.get("/tag/streams/")["Location"] == "/tag/waters/"


def test_what_cannot_be_merged_is_refused_in_words(reporter, editor, tags):
    rivers, streams, _ = tags
    with pytest.raises(workflow.Refused, match="may not merge"):
        merge(rivers, streams, by=reporter)
    with pytest.raises(workflow.Refused, match="with itself"):
        merge(rivers, Tag.objects.get(pk=rivers.pk), by=editor)
    copy = Tag.objects.get(pk=rivers.pk)
    merge(rivers, streams, by=editor)
    with pytest.raises(workflow.Refused, match="there no more"):
        merge(copy, streams, by=editor)


def test_one_that_is_gone_leaves_all_as_they_were(editor, tags):
    gone = Tag.objects.get(pk=tags[1].pk)
    tags[1].delete()
    with pytest.raises(workflow.Refused):
        merge_all([tags[0], gone], tags[2], by=editor)
    assert Tag.objects.filter(pk=tags[0].pk).exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_merges_the_other_way_round_one_wins_and_the_other_is_told(editor):
    a, b = (Tag.objects.create(name=name) for name in ("A", "B"))
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def run(tag: Tag, into: Tag) -> None:
        try:
            start.wait(5)
            merge(Tag(pk=tag.pk, name=tag.name), Tag(pk=into.pk, name=into.name), by=editor)
            outcomes.append("merged")
        except workflow.Refused as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    editor.has_perm("articles.merge_tag")
    threads = [threading.Thread(target=run, args=pair) for pair in ((a, b), (b, a))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(outcomes) == 2
    assert "merged" in outcomes
    assert any("there no more" in each for each in outcomes)
    assert Tag.objects.count() == 1


def test_a_live_story_is_not_ahead_of_its_readers_because_of_a_merge_or_a_name(editor, tags):
    edition = cast.published(editor, tags=("Rivers", "Streams"))
    merge(tags[0], tags[1], by=editor)
    tags[1].name = "Streams and rivers"
    tags[1].save()
    edition.section.name = "Power"
    edition.section.save()
    assert not Standing(Article.objects.get()).is_ahead
    edition.article.tags.add(tags[2])
    assert Standing(Article.objects.get()).is_ahead


# The screen.


def test_ticked_tags_are_merged_after_a_page_that_says_what_happens(client, editor, tags):
    cast.published(editor, tags=("Streams",))
    client.force_login(editor)
    ticked = {"action": "merge_ticked", "_selected_action": [tag.pk for tag in tags]}
    answer = client.post("/admin/articles/tag/", ticked)
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert page.context["chosen"] == str(tags[1].pk)
    assert "1 story" in page.content.decode()
    answer = client.post(SCREEN, {"id": [tag.pk for tag in tags], "into": tags[0].pk})
    assert answer["Location"] == f"/admin/articles/tag/{tags[0].pk}/change/"
    assert list(Tag.objects.all()) == [tags[0]]


def test_a_tags_own_page_asks_with_which_other_it_is_merged(client, editor, tags):
    client.force_login(editor)
    own = f"{SCREEN}?id={tags[0].pk}"
    assert own in client.get(f"/admin/articles/tag/{tags[0].pk}/change/").content.decode()
    assert 'name="id"' in client.get(own).content.decode()
    assert len(client.get(f"{own}&id={tags[1].pk}").context["tags"]) == 2


def test_the_screen_is_for_those_who_may_merge(client, reporter, tags):
    client.force_login(reporter)
    assert client.get(f"{SCREEN}?id={tags[0].pk}").status_code == 403
    assert "merge_ticked" not in client.get("/admin/articles/tag/").content.decode()


@pytest.mark.parametrize("ids", [[], ["x"], ["9" * 30], ["0"], ["-1"]])
def test_strange_addresses_of_the_screen_lead_back_to_the_list(client, editor, ids):
    client.force_login(editor)
    assert client.get(SCREEN, {"id": ids}).status_code == 302
    assert client.post(SCREEN, {"id": ids, "into": ids}).status_code == 302


def test_an_answer_that_cannot_be_done_says_why_and_changes_nothing(client, editor, tags):
    client.force_login(editor)
    ids = [tag.pk for tag in tags]
    assert client.post(SCREEN, {"id": ids}).context["error"]
    assert client.post(SCREEN, {"id": ids, "into": "x"}).context["error"]
    tags[2].delete()
    assert client.post(SCREEN, {"id": ids, "into": ids[0]}).context["error"]
    assert Tag.objects.count() == 2


def test_what_is_done_to_other_things_is_on_record(client, administrator):
    client.force_login(administrator)
    section = cast.section("politics")
    fields = {"name": "Politics", "position": "0", "names_0": "", "names_1": "", "editors": [administrator.pk]}
    client.post(f"/admin/articles/section/{section.pk}/change/", {**fields, "slug": "power"})
    record = Record.objects.get(verb="change")
    assert record.detail["kind"] == "section"
    assert record.detail["slug"] == {"from": "politics", "to": "power"}
    assert record.detail["editors"] == {"from": [], "to": [str(administrator)]}
    client.post(f"/admin/articles/section/{section.pk}/delete/", {"post": "yes"})
    assert Record.objects.filter(verb="delete", headline="Politics").count() == 1
    client.post("/admin/articles/recipient/add/", {"name": "Radio", "email": "r@example.org"})
    assert Record.objects.filter(verb="add", headline="Radio").count() == 1


@pytest.mark.parametrize("make", [cast.section, cast.person])
def test_a_form_is_saved_as_a_browser_sends_it(client, administrator, make):
    client.force_login(administrator)
    thing = make("rivers")
    thing.names = {"ar": "أنهار", "ckb": "ڕووبار"}
    thing.save()
    kind = thing._meta.model_name
    url = f"/admin/articles/{kind}/{thing.pk}/change/"
    sent = fields_of(client.get(url).content.decode(), f"{kind}_form")
    assert client.post(url, {**sent, "slug": "streams", "editors": []}).status_code == 302
    assert Record.objects.get(verb="change").detail["changed"] == ["slug"]
    thing.refresh_from_db()
    assert thing.names == {"ar": "أنهار", "ckb": "ڕووبار"}


def test_a_chosen_row_is_on_record_by_its_name_before_and_after(client, administrator, reporter):
    client.force_login(administrator)
    person = cast.person("dilan-rashid")
    fields = {"name": person.name, "names_0": "", "names_1": "", "bios_0": "", "bios_1": "", "slug": person.slug}
    for account in (reporter.pk, ""):
        answer = client.post(f"/admin/articles/person/{person.pk}/change/", {**fields, "user": account})
        assert answer.status_code == 302, answer.context["errors"]
    taken, given = (record.detail["user"] for record in Record.objects.filter(verb="change"))
    assert given == {"from": None, "to": str(reporter)}
    assert taken == {"from": str(reporter), "to": None}


def test_a_slug_set_twice_to_the_same_is_no_change_on_record(client, administrator):
    client.force_login(administrator)
    tag = Tag.objects.create(name="Rivers")
    client.post(f"/admin/articles/tag/{tag.pk}/change/", {"name": "Rivers", "slug": "rivers"})
    assert not Record.objects.filter(verb="change").exists()


def test_roles_given_and_taken_are_on_record(client, administrator, reporter):
    client.force_login(administrator)
    page = client.get(f"/admin/staff/user/{reporter.pk}/change/")
    form = page.context["adminform"].form
    data = {name: value for name, value in form.initial.items() if value not in (None, False)}
    data.pop("last_login", None)
    joined = data.pop("date_joined")
    data |= {"date_joined_0": f"{joined:%Y-%m-%d}", "date_joined_1": f"{joined:%H:%M:%S}"}
    data["groups"] = []
    answer = client.post(f"/admin/staff/user/{reporter.pk}/change/", data)
    assert answer.status_code == 302, answer.context["errors"]
    record = Record.objects.get(verb="change")
    assert record.detail["groups"] == {"from": ["reporter"], "to": []}
