"""A second annotator, by keys alone: blind, agreement, disagreements, corrections, what goes out.

The figures are reckoned by hand. In both articles the first sentence is a claim for both; the rest:

=============  ================  ================
words          ana               ben
=============  ================  ================
Velmora (one)  entity            entity
Lena (one)     entity            source
Velmora (two)  entity            nothing
Lena (two)     nothing           entity
=============  ================  ================

Three of five spans are the other's, on either side: F1 = 2 · 3 / (5 + 5) = .60. Of names one is, of
three and two: F1 = 2 / (3 + 2) = .40. How many words have which labels is told in `WORDS`.
"""

import json
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests.journeys.job import SitDown
from tests.journeys.seats import Seat, in_terminal, without_terminal

EVERYWHERE = pytest.mark.parametrize("sit_down", [without_terminal, in_terminal])

ONE = "Velmora closed 140 posts on Monday. Then Lena denied it.\n"
TWO = "Velmora will keep 35 posts in May. So Lena said.\n"

WORDS = {"both claim": 5 + 6, "both claim and entity": 1, "one entity, one source": 1,
         "claim and entity, claim": 1, "nothing, entity": 1}  # fmt: skip
"""How many words have which labels, of those that either has tagged: 15 in all."""


def kappa() -> float:
    """Cohen's kappa on words, from the counts above."""
    total = sum(WORDS.values())
    same = WORDS["both claim"] + WORDS["both claim and entity"]
    # What ana and ben have: claim, claim and entity, entity, source, nothing.
    ana, ben = (11, 2, 1, 0, 1), (12, 1, 1, 1, 0)
    chance = sum(one * other for one, other in zip(ana, ben, strict=True)) / total**2
    return (same / total - chance) / (1 - chance)


class Reading:
    """Somebody at the program, and the file that they work in."""

    def __init__(self, seat: Seat, case: Path) -> None:
        self.seat, self.case = seat, case

    async def import_both(self) -> None:
        """Import both articles."""
        for number, name in enumerate(("one.txt", "two.txt"), 1):
            await self.seat.press("i")
            await self.seat.sees("\n Import")
            await self.seat.type(str(self.case.parent / name))
            await self.seat.press("enter")
            await self.seat.says("1 imported")
            await self.seat.sees(f" {number} article")

    async def tag(self, name: str, key: str, label: str) -> None:
        """Search for a name and tag it."""
        await self.seat.press("g", "/")
        await self.seat.sees("\n Search")
        await self.seat.type(name)
        await self.seat.press("enter")
        await self.seat.says("hit 1 of")
        await self.seat.press(key)
        await self.seat.says(f"{label}: “{name}”")

    async def claim(self) -> None:
        """Tag the first sentence."""
        await self.seat.press("g", "4", "w", "c")
        await self.seat.says("claim: “Velmora")

    async def annotate(
        self, one: list[tuple[str, str, str]], two: list[tuple[str, str, str]]
    ) -> None:
        """Open both articles, tag the first sentence and names in each, and say that it is done."""
        await self.seat.press("space", "j", "space")
        await self.seat.says("2 marked")
        await self.seat.press("enter")
        await self.seat.says("   right ")
        for names in (one, two):
            await self.claim()
            for name, key, label in names:
                await self.tag(name, key, label)
            await self.seat.press("D")
            await self.seat.says("this article is done for you")
            await self.seat.press("tab")

    async def quit(self) -> None:
        """Quit."""
        await self.seat.press("q")
        await self.seat.left()


ENTITY, SOURCE = ("e", "entity"), ("s", "source")


async def ana_annotates(case: Path, sit_down: SitDown) -> None:
    """Ana imports and annotates two articles."""
    with Workspace.open(case, "ana", create=True):
        pass
    async with sit_down(case, "ana") as seat:
        ana = Reading(seat, case)
        await ana.import_both()
        await ana.annotate([("Velmora", *ENTITY), ("Lena", *ENTITY)], [("Velmora", *ENTITY)])
        await ana.quit()


async def ben_reads_blind(case: Path, sit_down: SitDown, *, alone: bool = False) -> None:
    """Ben annotates blind, and ends his pass; alone in a file of his own, he imports first."""
    with Workspace.open(case, "ben", create=True):
        pass
    async with sit_down(case, "ben") as seat:
        ben = Reading(seat, case)
        if alone:
            await ben.import_both()
        await seat.press("I")
        await seat.sees("review · 2 articles")
        await seat.press("b")
        await seat.sees("\n Annotate blind")
        await seat.press("enter")
        await seat.says("you work blind now")
        assert "ana" not in seat.shown()
        await seat.press("L")
        await seat.sees("· 2 articles ·")
        await ben.annotate([("Velmora", *ENTITY), ("Lena", *SOURCE)], [("Lena", *ENTITY)])
        await seat.press("I")
        await seat.says("all is done: the pass can end")
        await seat.press("space")
        await seat.sees("\n End your blind pass?")
        await seat.press("enter")
        await seat.says("the blind pass is over")
        await ben.quit()


async def agreement_is_shown(case: Path, sit_down: SitDown) -> None:
    """The figures on the screen are those reckoned by hand."""
    async with sit_down(case, "cleo") as seat:
        await seat.press("I")
        await seat.says("3 disagreements to settle")
        await seat.press("a")
        await seat.sees("ana and ben · 2 articles")
        await seat.sees(" all spans ")
        rows = [row for row in seat.shown().splitlines() if row.strip()]
        shown = {row.split("  ")[0].strip(): row for row in reversed(rows)}  # the first of a name
        assert ".60" in shown["all spans"]
        assert f"{kappa():.2f}".lstrip("0") in shown["all spans"]
        assert ".40" in shown["entity"]
        await Reading(seat, case).quit()
    with Workspace.open(case, "cleo") as cleo:
        found = cleo.measuring.agreement(resamples=0).agreement
        assert found.spans.exact.value == pytest.approx(0.6)
        assert found.spans.overlapping.value == pytest.approx(0.6)
        assert found.spans.kappa.value == pytest.approx(kappa())
        assert found.spans.kappa.items == sum(WORDS.values())
        assert {label: one.exact.value for label, one in found.labels.items()} == {
            "claim": 1.0, "entity": pytest.approx(0.4), "source": 0.0,
        }  # fmt: skip
        assert sorted((str(c.one), str(c.other), c.same, c.times)
                      for c in found.confusion["ana", "ben"]) == [
            ("None", "entity", False, 1), ("claim", "claim", True, 2), ("entity", "None", False, 1),
            ("entity", "entity", True, 1), ("entity", "source", True, 1),
        ]  # fmt: skip


async def cleo_settles(case: Path, sit_down: SitDown) -> None:
    """Cleo settles all three: what ana has, what ben has, and what ana has."""
    async with sit_down(case, "cleo") as seat:
        await seat.press("I")
        await seat.says("3 disagreements to settle")
        await seat.press("d")
        await seat.sees("3 disagreements · 3 open")
        await seat.press("enter")
        for number, key in enumerate("121", 1):
            await seat.press(key)
            await seat.sees(f"{number} of 3")
        await seat.says("all of these are settled")
        await seat.press("escape")
        await seat.sees("All are settled")
        await Reading(seat, case).quit()


async def ben_verifies(case: Path, sit_down: SitDown) -> None:
    """Ben rejects the first thing of ana's, with a reason, and agrees with the rest."""
    async with sit_down(case, "ben") as seat:
        await seat.press("I")
        await seat.sees("review · 2 articles")
        await seat.press("v")
        await seat.sees("all of ana’s work")
        await seat.press("enter")
        await seat.sees("0 of 5")
        await seat.press("n")
        await seat.sees("\n It should not be there, because of")
        await seat.type("not-check")
        await seat.press("enter")
        await seat.sees("1 of 5")
        for number in range(2, 6):
            await seat.press("y")
            await seat.sees(f"{number} of 5")
        await seat.press("escape")
        await seat.sees("review · 2 articles")
        await seat.says("all of ana’s work is ruled on: the pass can end")
        await seat.press("space")
        await seat.sees("\n End verifying ana’s work?")
        await seat.press("enter")
        await seat.says("the pass over ana’s work is over")
        await Reading(seat, case).quit()


async def ana_sees_corrections(case: Path, sit_down: SitDown) -> None:
    """Ana reads what was changed in her work, and why; goes there, and accepts it."""
    async with sit_down(case, "ana") as seat:
        await seat.press("I")
        await seat.says("1 correction of your work")
        await seat.press("space")
        await seat.sees("not-checkable: An opinion, a forecast or a phrase")
        await seat.press("enter")
        await seat.says("left 1/")
        await seat.press("I")
        await seat.says("1 correction of your work")
        await seat.press("c")
        await seat.sees("1 wait for your reply")
        await seat.press("y")
        await seat.sees("0 wait for your reply")
        await Reading(seat, case).quit()


async def resolved_goes_out_and_comes_in(case: Path, sit_down: SitDown) -> None:
    """The resolved layer is exported from the Library, and loads into another file."""
    wanted = [
        ("entity", "Velmora"), ("entity", "Lena"),
        ("claim", "Velmora will keep 35 posts in May."), ("entity", "Velmora"), ("entity", "Lena"),
    ]  # fmt: skip
    async with sit_down(case, "cleo") as seat:
        await seat.press("E")
        await seat.sees("\n Export")
        await seat.type("resolved documents")
        await seat.press("enter", "enter")
        await seat.says("2 lines")
        await Reading(seat, case).quit()
    (path,) = case.parent.glob(f"{case.stem}*resolved*.jsonl")
    spans = [span for line in path.read_text().splitlines() for span in json.loads(line)["spans"]]
    assert [(span["label"], span["text"]) for span in spans] == wanted
    assert {span["annotator"] for span in spans} == {"resolved"}
    # With two of ana's three ben agreed later, when he saw them.
    assert [span["decision"]["adjudicator"] for span in spans] == [None] * 4 + ["cleo"]
    with Workspace.open(case.with_name("again.db"), "dora", create=True) as again:
        again.importing.file(path)
        loaded = [span for one in again.articles.ids() for span in again.spans.in_article(one)]
        assert [(span.label, span.text) for span in loaded] == wanted
    with Workspace.open(case, "cleo") as cleo:
        assert cleo.history.check() == []


async def reviewed(case: Path, sit_down: SitDown) -> None:
    """All that follows once both have annotated."""
    await agreement_is_shown(case, sit_down)
    await cleo_settles(case, sit_down)
    await ben_verifies(case, sit_down)
    await ana_sees_corrections(case, sit_down)
    await resolved_goes_out_and_comes_in(case, sit_down)


def articles(folder: Path) -> None:
    """Put both articles into a folder."""
    (folder / "one.txt").write_text(ONE)
    (folder / "two.txt").write_text(TWO)


@EVERYWHERE
async def test_two_annotators_in_one_file(tmp_path: Path, sit_down: SitDown) -> None:
    articles(tmp_path)
    case = tmp_path / "case.db"
    await ana_annotates(case, sit_down)
    await ben_reads_blind(case, sit_down)
    await reviewed(case, sit_down)


@EVERYWHERE
async def test_two_annotators_in_two_files(tmp_path: Path, sit_down: SitDown) -> None:
    articles(tmp_path)
    case, other = tmp_path / "case.db", tmp_path / "other.db"
    await ana_annotates(case, sit_down)
    await ben_reads_blind(other, sit_down, alone=True)
    with Workspace.open(case, "cleo") as cleo:
        assert cleo.merging.take_in(other).conflicts == ()
        assert not cleo.merging.take_in(other).acts
    await reviewed(case, sit_down)
