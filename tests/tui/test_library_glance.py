"""What the Library says of the whole case: roots, how it stands, and what to read next."""

import pytest
from textual.widgets import DataTable

from annotations.model import ArticleSummary, DocumentDetails, DocumentState
from annotations.provenance.glance import Glance
from annotations.review.records import Mode
from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, held, played
from tui.screens.library.head import Part, fitting, parts
from tui.screens.reader import Reader


@pytest.fixture
def told(news: Workspace) -> Workspace:
    """Two articles with a claim on the word of one person, and a third that shares a few words."""
    stock.add(news, "Nobody in Drovnik would say it.", id="third", title="Third")
    claims, people = [], []
    for article, words in (("left", "140 posts would go"), ("right", "140 posts will go")):
        claims.append(stock.tag(news, article, words, "claim"))
        people.append(stock.tag(news, article, "Lena Ortiz", "source"))
        news.spans.attribute(claims[-1].id, people[-1].id)
    for one, other in (claims, people):
        news.links.decide(one.id, other.id, "same")
    return news


def roots(stage: Stage) -> list[str]:
    table = stage.library.query_one(DataTable)
    return [str(table.get_cell(key, "roots")) for key in table.rows]


def head(stage: Stage) -> str:
    return stage._line("#head")


# -- roots -----------------------------------------------------------------------------------------


async def test_roots_follow_what_is_judged(told: Workspace) -> None:
    async with played(told.path, "ana", size=(120, 30)) as stage:
        assert roots(stage) == ["1", "1", "·"]
        assert head(stage).endswith(" · 1 claim · 1 single-rooted")
        await stage.press("u")
        assert roots(stage) == ["1", "1", "·"]
        assert head(stage).endswith(" · 1 claim")  # two namesakes, as far as is known
        await stage.press("u")
        assert head(stage).endswith(" · 2 claims")
        await stage.press("U", "U")
        assert head(stage).endswith(" · 1 claim · 1 single-rooted")


async def test_keys_go_on_while_roots_are_looked_for(
    told: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(told.path, "ana", size=(120, 30)) as stage:
        looking = held(monkeypatch, "annotations.provenance.glance.glance")
        stage.send("j", "u", "u", "D")  # one look is under way, and one more comes after it
        await stage.until(lambda: "done: Denial" in stage.status, "the keys")
        await stage.until(looking.begun.is_set, "a look")
        assert head(stage).endswith(" · 1 done · 1 claim · 1 single-rooted")
        looking.let_go()
        await stage.settle()
        assert head(stage).endswith(" · 1 done · 2 claims")
        chosen = stage.library._under_cursor()
        assert chosen
        assert chosen.id == "right"


async def test_where_there_is_no_room(told: Workspace) -> None:
    async with played(told.path, "ana", size=(78, 24)) as stage:
        assert "roots" not in stage.shown().splitlines()[1]
        await stage.pilot.resize_terminal(120, 30)
        await stage.settle()
        assert roots(stage) == ["1", "1", "·"]


@pytest.mark.parametrize("width", [60, 70, 80, 90, 100, 110, 120, 140, 200])
async def test_the_columns_fit(told: Workspace, width: int) -> None:
    async with played(told.path, "ana", size=(width, 20)) as stage:
        table = stage.library.query_one(DataTable)
        assert table.virtual_size.width <= width
        assert stage.shown().splitlines()[1].split()[-1] == "state"


LABEL = '[[labels]]\nname = "{}"\nkey = "{}"\n'


async def test_labels_that_are_called_like_each_other_or_a_column(told: Workspace) -> None:
    names = {"roots": "α", "statement": "β", "statements": "γ"}
    told.set_codebook("".join(LABEL.format(*label) for label in names.items()))
    async with played(told.path, "ana", size=(120, 30)) as stage:
        headings = stage.shown().splitlines()[1].split()
        assert headings.count("roots") == 2
        assert headings.count("state…") == 2


async def test_more_labels_than_there_is_room_for(told: Workspace) -> None:
    told.set_codebook("".join(LABEL.format(f"label{n}", key) for n, key in enumerate("αβγδεζηθικ")))
    async with played(told.path, "ana", size=(120, 30)) as stage:
        assert "tagged" in stage.shown().splitlines()[1]
        await stage.pilot.resize_terminal(140, 30)
        await stage.settle()
        assert "label3" in stage.shown().splitlines()[1]


async def test_the_blind_see_their_own_roots_only(told: Workspace) -> None:
    with Workspace.open(told.path, "ben") as ben:
        ben.assigning.begin(Mode.BLIND)
        stock.tag(ben, "left", "140 posts would go", "claim")
    async with played(told.path, "ben", size=(120, 30)) as stage:
        assert roots(stage) == ["?", "·", "·"]
        assert head(stage).endswith(" · 1 claim")


# -- how the case stands ---------------------------------------------------------------------------


def test_what_the_head_says() -> None:
    def article(proposals: int, state: DocumentState) -> ArticleSummary:
        return ArticleSummary(
            id="a", ordinal=1, details=DocumentDetails(), words=1200, spans={},
            proposals=proposals, state=state,
        )  # fmt: skip

    articles = [article(2, DocumentState.DONE), article(4, DocumentState.RESOLVED),
                article(2, DocumentState.NEW)]  # fmt: skip
    said = parts(articles, Glance(claims=9, single=3, contradicted=1, roots={}))
    full = (
        " · 3 articles · 3,600 words · 2 done · 9 claims · 3 single-rooted · 1 contradicted"
        " · 4 proposals wait"
    )
    assert fitting(said, len(full)) == full
    assert fitting(said, len(full) - 1) == full.replace(" · 3,600 words", "")
    assert fitting(said, 81) == (
        " · 3 articles · 2 done · 3 single-rooted · 1 contradicted · 4 proposals wait"
    )
    assert fitting(said, 60) == " · 3 articles · 3 single-rooted · 1 contradicted"
    assert fitting(said, 5) == " · 3 articles"
    assert fitting(parts([], None), 80) == " · 0 articles · 0 words"


def test_nothing_is_cut_and_the_order_stays() -> None:
    given = [Part(0, "a"), Part(2, "bb"), Part(1, "ccc")]
    assert [fitting(given, room) for room in (15, 14, 10, 9, 0)] == [
        " · a · bb · ccc", " · a · ccc", " · a · ccc", " · a", " · a",
    ]  # fmt: skip


async def test_the_head_fits_a_narrow_screen(told: Workspace) -> None:
    async with played(told.path, "ana", size=(44, 20)) as stage:
        assert stage.shown().splitlines()[0].strip() == "case.db · 3 articles · 1 single-rooted"
        await stage.press("/", *"denial", "enter")
        assert stage.shown().splitlines()[0].strip() == (
            "case.db · 3 articles · 1 match “denial” ·…"
        )


# -- what to read next -----------------------------------------------------------------------------


async def test_what_is_worked_on_gives_way(told: Workspace) -> None:
    async with played(told.path, "ana") as stage:
        await stage.says("s opens articles 2 and 3:")
        await stage.press("j", "D", "j", "D")
        await stage.until(lambda: "done: Third" in stage.status, "both done")
        await stage.press("escape")
        await stage.says("s opens articles 1 and ")
        await stage.press("s")
        await stage.until(lambda: isinstance(stage.place, Reader), "the Reader")
        assert stage.reader.sides[0].article == "left"
