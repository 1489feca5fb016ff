"""The fronts of the demo as its editors have curated them: data, with stories by the names of their files."""

from typing import NamedTuple


class Pick(NamedTuple):
    """A story that is chosen by hand, with the words of its card where it has its own."""

    story: str
    kicker: str = ""
    headline: str = ""
    standfirst: str = ""
    sublinks: tuple[str, ...] = ()
    picture: str = ""


class Block(NamedTuple):
    look: str
    cards: int
    # `newest`, `none`, or `section:` with the key of one.
    rule: str
    title: str = ""
    picks: tuple[Pick | None, ...] = ()


class Front(NamedTuple):
    language: str
    blocks: tuple[Block, ...]
    # The key of a section; none for the home page.
    section: str = ""
    lead_limit: int | None = None
    # A story that is scheduled: when it goes out, the front opens with it.
    together_with: Pick | None = None


FRONTS = (
    Front(
        "en",
        (
            Block(
                "opening",
                9,
                "newest",
                picks=(
                    Pick(
                        "lesser-zab-water",
                        headline="A third of a river, two pumps, eleven villages",
                        sublinks=("dam-gates", "wheat-queue"),
                    ),
                    Pick("dust-flights", sublinks=("shared-dust-map",)),
                    Pick("last-generator"),
                ),
            ),
            Block(
                "pictures",
                3,
                "none",
                "Worth a long look",
                (
                    Pick("night-train"),
                    Pick("qaysari-roof"),
                    Pick("halgurd-dawn"),
                ),
            ),
            Block("section", 4, "section:iraq"),
            Block(
                "row",
                2,
                "section:business",
                "Work and money",
                (Pick("crane-school", headline="Learning to lift a container without leaving the ground"),),
            ),
            Block("section", 4, "section:culture"),
            Block("list", 8, "newest", "More to read"),
        ),
        lead_limit=720,
        together_with=Pick("citadel-walks", sublinks=("qaysari-roof",)),
    ),
    Front(
        "en",
        (
            Block("opening", 3, "section:culture", picks=(Pick("oud-maker", sublinks=("bookbinder",)),)),
            Block("row", 4, "section:culture"),
        ),
        section="culture",
    ),
    Front(
        "ar",
        (
            Block(
                "opening",
                9,
                "newest",
                picks=(
                    Pick("lesser-zab-water", headline="ثلث نهر ومضختان وإحدى عشرة قرية", sublinks=("crane-school",)),
                    Pick("river-taxi"),
                    Pick("last-generator"),
                ),
            ),
            Block("pictures", 2, "none", "صورة وحكاية", (Pick("gali-snow"), Pick("buffalo-census"))),
            Block("section", 4, "section:iraq"),
            Block("section", 4, "section:culture"),
            Block("list", 6, "newest", "اقرأ أيضاً"),
        ),
        lead_limit=720,
    ),
    Front(
        "ckb",
        (
            Block(
                "opening",
                9,
                "newest",
                picks=(
                    Pick("dam-gates", sublinks=("lesser-zab-water",)),
                    Pick("last-generator"),
                    Pick("sitak-promotion"),
                ),
            ),
            Block("pictures", 2, "none", "وێنەیەک و چیرۆکێک", (Pick("gali-snow"), Pick("buffalo-census"))),
            Block("section", 4, "section:culture"),
            Block("row", 4, "section:kurdistan"),
            Block("list", 6, "newest", "زیاتر بخوێنەوە"),
        ),
        lead_limit=720,
    ),
)
