"""The Library's first line: how the case stands, as far as there is room."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotations.model import ArticleSummary
from tui.text.amounts import counted

if TYPE_CHECKING:  # it reads the matcher's rules for names
    from annotations.provenance.glance import Glance

BETWEEN = " · "
"""What stands before each part."""


class Part(NamedTuple):
    """One thing that the line says."""

    rank: int
    """Which parts give way first: the highest; 0 never does."""
    text: str
    """The words."""


def parts(articles: Sequence[ArticleSummary], glance: "Glance | None") -> list[Part]:
    """How a case stands: what there is and what is done, then what it comes to, then what waits.

    Args:
        articles: All of them.
        glance: What they come to; None while that is not known.
    """
    done = sum(article.state.is_done for article in articles)
    # A proposal waits at both its ends, which are in two articles.
    waiting = sum(article.proposals for article in articles) // 2
    claims, single, contradicted = glance[:3] if glance else (0, 0, 0)
    waits = "waits" if waiting == 1 else "wait"
    said = [
        Part(0, counted(len(articles), "article")),
        Part(6, counted(sum(article.words for article in articles), "word")),
        Part(4, f"{done:,} done" * bool(done)),
        Part(5, counted(claims, "claim") * bool(claims)),
        Part(1, f"{single:,} single-rooted" * bool(single)),
        Part(2, f"{contradicted:,} contradicted" * bool(contradicted)),
        Part(3, f"{counted(waiting, 'proposal')} {waits}" * bool(waiting)),
    ]
    return [part for part in said if part.text]


def fitting(given: Iterable[Part], room: int) -> str:
    """As many parts as there is room for, whole, in the order given, one behind the other.

    Args:
        given: The parts; their texts are a cell a character.
        room: In cells.
    """
    kept = list(given)
    while (said := "".join(BETWEEN + part.text for part in kept)) and len(said) > room:
        least = max(kept)
        if not least.rank:
            break
        kept.remove(least)
    return said
