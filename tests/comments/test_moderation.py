"""A moderator decides what appears."""

import pytest

from articles.models import Record
from newsroom.comments.models import Comment
from newsroom.comments.posting import own_path
from tests import cast

QUEUE = "/admin/comments/comment/"


@pytest.fixture
def comments(editor) -> list[Comment]:
    article = cast.published(editor).article
    return [
        Comment.objects.create(article=article, name=f"Reader {n}", email=f"r{n}@private.example", body=f"Comment {n}")
        for n in range(3)
    ]


def decide(client, state: str, *chosen: Comment):
    sent = {"act": state, "comment": [f"{each.pk}:{each.state}" for each in chosen]}
    return client.post(f"{QUEUE}?state=all", sent, follow=True)


def states() -> list[str]:
    return list(Comment.objects.order_by("id").values_list("state", flat=True))


def test_the_queue_shows_what_is_held(client, moderator, comments):
    Comment.objects.filter(pk=comments[0].pk).update(state=Comment.State.SPAM)
    client.force_login(moderator)
    page = client.get(QUEUE).content.decode()
    assert "Comment 0" not in page
    assert "Comment 1" in page
    assert "r1@private.example" in page
    assert "Comment 0" in client.get(QUEUE, {"state": "spam"}).content.decode()
    assert "Comment 2" in client.get(QUEUE, {"state": "all"}).content.decode()


def test_approving_shows_a_comment_to_readers_and_leaves_a_record(client, reader, moderator, comments):
    client.force_login(moderator)
    decide(client, "approved", *comments[:2])
    assert states() == ["approved", "approved", "held"]
    path = comments[0].article.live_edition.path
    page = reader.get(path).content.decode()
    assert "Comment 0" in page
    assert "Comment 2" not in page
    assert Record.objects.filter(verb="comment", actor=moderator).count() == 2
    comments[0].refresh_from_db()
    decide(client, "rejected", comments[0])
    assert "Comment 0" not in reader.get(path).content.decode()


def test_deciding_twice_is_deciding_once(client, moderator, comments):
    client.force_login(moderator)
    for _ in range(2):
        decide(client, "spam", comments[0])
    assert Record.objects.filter(verb="comment").count() == 1


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_other_roles_do_not_moderate(client, comments, role):
    client.force_login(cast.account("somebody", role))
    assert client.get(QUEUE).status_code == 403
    assert decide(client, "approved", comments[0]).status_code == 403
    assert states() == ["held"] * 3


def test_a_moderator_has_nothing_else(client, moderator, comments):
    client.force_login(moderator)
    assert client.get("/admin/").status_code == 200
    for path in ("/admin/articles/article/", "/admin/staff/user/", "/admin/articles/record/"):
        assert client.get(path).status_code == 403


def test_a_comment_is_read_and_not_edited(client, moderator, comments):
    client.force_login(moderator)
    page = f"{QUEUE}{comments[0].pk}/change/"
    assert client.get(page).status_code == 200
    client.post(page, {"body": "Changed", "state": "approved"})
    assert Comment.objects.get(pk=comments[0].pk).body == "Comment 0"
    assert client.post(f"{QUEUE}{comments[0].pk}/delete/").status_code == 403


def test_nobody_reads_an_email_in_public(client, reader, moderator, comments):
    """A crawl from the front, the feeds and the sitemap: no page has a reader's address."""
    import re

    Comment.objects.update(state=Comment.State.APPROVED, address="203.0.113.9")
    article = comments[0].article
    answered = Comment.objects.create(
        article=article, parent=comments[0], name="Reader 4", email="r4@private.example", body="So it is"
    )
    Comment.objects.update(state=Comment.State.APPROVED)
    todo, seen = ["/", "/sitemap.xml", "/robots.txt", "/ar/", "/ckb/", own_path(answered)], set()
    while todo:
        path = todo.pop()
        if path in seen or path.startswith(("/admin", "/static", "/media")):
            continue
        seen.add(path)
        answer = reader.get(path)
        text = answer.content.decode() + str(answer.headers)
        assert "private.example" not in text, path
        assert "203.0.113.9" not in text, path
        todo += [p.split("#")[0] for p in re.findall(r"""(?:href|action)="(/[^"]*)\"""", text)]
        todo += re.findall(r"<(?:loc|link|id)>https?://testserver(/[^<]*)<", text)
    assert article.live_edition.path in seen
    conversation = f"/comments/{article.pk}/"
    ends = ["", "feed.atom", "feed.rss", "feed.json", f"{answered.pk}/", f"answer/{answered.pk}/"]
    assert seen >= {conversation + end for end in ends}
    assert len(seen) > 20
