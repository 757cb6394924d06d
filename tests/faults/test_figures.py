"""Figures are summed as they should be, and docs/reliability.md is in step with the tests."""

import re
from pathlib import Path

from tests.faults.figures import FAULTS, PAGE, ROUNDS, Counts, filled_in, in_words, summed

ROW = re.compile(r"^\| (.+?) \| (.+?) \| (.+?) \|(.*)\|$", re.MULTILINE)


def rows() -> list[tuple[str, ...]]:
    """The rows of the page's tables, without their heads."""
    return [row for row in ROW.findall(PAGE.read_text("utf-8")) if not row[1].startswith("-")]


def test_the_page_names_every_fault_in_its_order_and_where_it_is_tested() -> None:
    told = [(fault, place.strip("`")) for fault, _, place, counted in rows() if counted]
    assert [fault for fault, _ in told if fault != "fault"] == [*FAULTS]
    for fault, place in told[1:]:
        source = Path(__file__).with_name(place).read_text("utf-8")
        assert f'"{fault}"' in source, f"{fault} is not counted in {place}"


def test_the_page_tells_how_many_rounds_there_are() -> None:
    text = PAGE.read_text("utf-8")
    for one in ROUNDS:
        assert f"| `--{one.flag}` | {one.default} | {one.help} |" in text


def test_counts_are_added_and_of_times_the_longest_is_kept() -> None:
    kept: list[tuple[str, Counts]] = [
        ("many writers", {"writers": 16, "longest wait": 0.2}),
        ("killed while tagging", {"kills": 1200, "lost": 0}),
        ("many writers", {"writers": 4, "longest wait": 0.1}),
    ]
    found = summed(iter(kept))
    assert [*found] == ["killed while tagging", "many writers"]
    assert in_words(found["killed while tagging"]) == "1,200 kills, 0 lost"
    assert in_words(found["many writers"]) == "20 writers, longest wait 0.20 s"
    page = "| many writers | what | `x.py` | old |\n| too large | what | `x.py` | |\n"
    assert filled_in(page, found) == (
        "| many writers | what | `x.py` | 20 writers, longest wait 0.20 s |\n"
        "| too large | what | `x.py` | |\n"
    )
