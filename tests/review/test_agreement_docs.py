"""The example of the page on agreement is worked out as it says."""

import re
from pathlib import Path

import pytest

from annotations.review.agreement import AnnotatedDocument, agreement
from annotations.review.figures import Figure
from tests.review.layers import Made, decisions

PAGE = (Path(__file__).parents[2] / "docs" / "agreement.md").read_text("utf-8")
EXAMPLE = PAGE.partition("## An example")[2].partition("## References")[0]
TABLE = re.findall(r"^\| ([^|]+) \| [^|]+ \| (-?[\d.]+) \|$", EXAMPLE, re.MULTILINE)


def worked_out() -> dict[str, Figure]:
    """The figures of the example, by the names of the table."""
    (text,) = re.findall(r"```text\n(.*)\n```", EXAMPLE)

    def span(words: str, label: str) -> Made:
        return Made(text.index(words), text.index(words) + len(words), label)

    claim = span("the port closed on Monday", "claim")
    layers = {
        "Ana": [span("Minister Rao", "source"), claim],
        "Ben": [span("Rao", "source"), claim, span("officials", "source")],
    }
    words = [match.span() for match in re.finditer(r"\w+", text)]
    assert (len(text), len(words)) == (60, 10)
    rows = [("same", "same")] * 4 + [("different", "different")] * 3
    rows += [("same", "different")] * 2 + [("different", "same")]
    found = agreement([AnnotatedDocument("d", len(text), words, layers)], decisions(*rows))
    return {
        "F1, exact": found.spans.exact,
        "F1, overlapping": found.spans.overlapping,
        "kappa on tokens": found.spans.kappa,
        "alpha on tokens": found.spans.alpha,
        "kappa on tokens, source": found.labels["source"].kappa,
        "unitizing alpha, claim": found.labels["claim"].unitizing,
        "unitizing alpha, source": found.labels["source"].unitizing,
        "kappa of links": found.links.kappa,
        "alpha of links": found.links.alpha,
        "positive agreement, same": found.links.positive["same"],
    }


def test_every_figure_of_the_example_is_there() -> None:
    assert [name for name, _ in TABLE] == [*worked_out()]


@pytest.mark.parametrize(("name", "shown"), TABLE)
def test_the_example_is_worked_out_as_the_page_says(name: str, shown: str) -> None:
    assert f"{worked_out()[name].value:.3f}" == shown


def test_the_items_are_those_that_the_page_counts() -> None:
    found = worked_out()
    assert found["alpha on tokens"].items == 8
    assert found["kappa of links"].items == 10
