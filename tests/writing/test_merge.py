"""Two copies made of one are merged: by themselves where they do not clash, else by whoever chooses."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.writing.blocks import blocks_of, body_of
from articles.writing.merge import BOTH, MINE, THEIRS, TOGETHER, merge

WORDS = [
    "The first bus crossed the bridge at six in the morning.",
    "The mayor cut a ribbon that had been waiting for two years.",
    "Traders on the far bank hope for more customers than before.",
    "A second lane is promised for the spring of next year.",
    "Nobody at the ministry would say what it is going to cost.",
]
BASE = [f"<p>{words}</p>" for words in WORDS]


def copy(body: str = "".join(BASE), **fields) -> dict:
    return {"headline": "Bridge opens", "body": body, "tags": [], "bylines": [], **fields}


def edited(at: int, words: str, blocks: list[str] = BASE) -> str:
    return "".join(f"<p>{words}</p>" if place == at else block for place, block in enumerate(blocks))


def ordered(*places: int) -> str:
    return "".join(BASE[place] for place in places)


SAME_MINE = edited(1, "The mayor quickly cut a ribbon that had been waiting for two years.")
SAME_THEIRS = edited(1, "The mayor cut a ribbon that had been waiting for three years.")
OTHER = edited(3, "A second lane is promised for the autumn of next year.")
MOVED = ordered(0, 2, 3, 4, 1)
MOVED_ELSEWHERE = ordered(1, 0, 2, 3, 4)


@pytest.mark.parametrize(
    ("mine", "theirs", "questions"),
    [
        (SAME_MINE, SAME_THEIRS, 1),
        (SAME_MINE, OTHER, 0),
        (SAME_MINE, MOVED, 0),
        (OTHER, SAME_THEIRS, 0),
        (OTHER, OTHER, 0),
        (OTHER, MOVED, 0),
        (MOVED, SAME_THEIRS, 0),
        (MOVED, OTHER, 0),
        (MOVED, MOVED, 0),
        (MOVED, MOVED_ELSEWHERE, 1),
        (MOVED, ordered(4, 0, 1, 2, 3), 0),
    ],
)
def test_same_other_and_moved_blocks_are_merged_or_offered(mine, theirs, questions):
    made = merge(copy(), copy(mine), copy(theirs))
    assert len(made.questions()) == questions
    for name, answers in made.questions().items():
        for answer in answers:
            body = made.settle({name: answer})["body"]
            assert len(blocks_of(body)) == 5 + (answer == BOTH)
    if not questions:
        text = made.copy["body"]
        assert all(changed in text for changed in added(mine) + added(theirs))
        assert len(blocks_of(text)) == 5


def added(body: str) -> list[str]:
    return [block.html for block in blocks_of(body) if block.html not in BASE]


def test_a_moved_block_is_where_it_was_moved_with_what_the_other_wrote_into_it():
    made = merge(copy(), copy(MOVED), copy(SAME_THEIRS))
    assert made.copy["body"].endswith("waiting for three years.</p>")


def test_changes_of_one_block_that_do_not_touch_are_offered_together():
    made = merge(copy(), copy(SAME_MINE), copy(SAME_THEIRS))
    ((name, answers),) = made.questions().items()
    assert answers[0] == TOGETHER
    assert "quickly cut a ribbon that had been waiting for three years" in made.settle({name: TOGETHER})["body"]


def test_changes_of_one_word_are_not_offered_together():
    mine, theirs = (edited(1, WORDS[1].replace("two", number)) for number in ("four", "five"))
    made = merge(copy(), copy(mine), copy(theirs))
    assert list(made.questions().values()) == [(MINE, THEIRS, BOTH)]


def test_what_one_took_away_and_the_other_rewrote_is_asked():
    made = merge(copy(), copy(ordered(0, 2, 3, 4)), copy(SAME_THEIRS))
    ((name, answers),) = made.questions().items()
    # What would take words away is not proposed.
    assert answers == (THEIRS, MINE)
    assert "mayor" not in made.settle({name: MINE})["body"]
    assert "three years" in made.settle({name: THEIRS})["body"]


def test_what_both_add_stays_and_the_same_words_once():
    mine = ordered(0, 1) + "<p>Mine.</p><p>Both say so.</p>" + ordered(2, 3, 4)
    theirs = ordered(0, 1) + "<p>Theirs.</p><p>Both say so.</p>" + ordered(2, 3, 4)
    made = merge(copy(), copy(mine), copy(theirs))
    assert not made.clashes
    assert made.copy["body"].count("Both say so.") == 1
    assert "Mine." in made.copy["body"]
    assert "Theirs." in made.copy["body"]


def test_a_field_that_both_changed_is_asked_and_one_that_one_changed_is_not():
    base = copy(kicker="Transport", standfirst="Old")
    made = merge(
        base, base | {"headline": "Mine", "kicker": "Roads"}, base | {"headline": "Theirs", "standfirst": "New"}
    )
    assert made.questions() == {"field-headline": (MINE, THEIRS)}
    settled = made.settle({"field-headline": MINE})
    assert [settled[name] for name in ("headline", "kicker", "standfirst")] == ["Mine", "Roads", "New"]


def test_a_new_picture_is_not_put_under_the_words_of_the_old_one():
    base = copy(picture=1, picture_caption="A bridge", picture_credit="Sara", picture_alt="Bridge")
    made = merge(base, base | {"picture": 2}, base | {"picture_caption": "The bridge at dusk"})
    assert made.questions() == {"field-picture": (MINE, THEIRS)}
    assert made.settle({"field-picture": THEIRS})["picture"] == 1


def test_tags_and_bylines_are_merged_as_sets():
    tag = [{"id": number, "name": name} for number, name in enumerate(("Rivers", "Roads", "Erbil"))]
    line = [{"person": number, "name": str(number), "role": "words"} for number in range(4)]
    base = copy(tags=tag[:2], bylines=line[:2])
    made = merge(base, base | {"tags": tag, "bylines": line[1::-1]}, base | {"tags": tag[:1], "bylines": line[:3]})
    assert not made.clashes
    assert [each["name"] for each in made.copy["tags"]] == ["Rivers", "Erbil"]
    assert [each["person"] for each in made.copy["bylines"]] == [1, 0, 2]


def test_without_an_ancestor_whatever_differs_is_asked():
    made = merge(None, copy(SAME_MINE), copy(OTHER, headline="Another"))
    assert "field-headline" in made.questions()
    texts = [made.settle(dict.fromkeys(made.questions(), side))["body"] for side in (MINE, THEIRS)]
    assert "quickly" in texts[0]
    assert "autumn" not in texts[0]
    assert "autumn" in texts[1]
    assert "quickly" not in texts[1]


def test_a_body_is_its_blocks():
    body = "<h2>One</h2><ul><li>a<ul><li>b</li></ul></li></ul><hr><blockquote><p>c</p></blockquote><p>d<br>e</p>"
    assert [block.html for block in blocks_of(body)] == re.findall(
        r"<h2>.*?</h2>|<ul>.*</ul>|<hr>|<blockquote>.*?</blockquote>|<p>d<br>e</p>", body
    )
    assert body_of(blocks_of(body)) == body


paragraphs = st.lists(st.sampled_from([f"<p>{word} {word}</p>" for word in "abcdefgh"]), max_size=7)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(paragraphs, paragraphs, paragraphs)
def test_no_block_that_somebody_wrote_is_lost_and_none_comes_from_nowhere(base, mine, theirs):
    made = merge(copy("".join(base)), copy("".join(mine)), copy("".join(theirs)))
    answers = {name: BOTH if BOTH in choices else choices[0] for name, choices in made.questions().items()}
    result = [block.html for block in blocks_of(made.settle(answers)["body"])]
    kept = set(mine + theirs) - set(base)
    # A block that was rewritten stands for the one that it was made of.
    assert kept <= set(result) | {block for block in kept if block in base}
    assert set(result) <= set(base + mine + theirs)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(paragraphs, paragraphs)
def test_a_change_of_one_alone_is_taken_as_it_is(base, mine):
    old, new = "".join(base), "".join(mine)
    assert merge(copy(old), copy(new), copy(old)).copy["body"] == new
    assert merge(copy(old), copy(old), copy(new)).copy["body"] == new
    assert merge(copy(old), copy(new), copy(new)).copy["body"] == new
