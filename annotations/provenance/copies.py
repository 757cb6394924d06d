"""Which article copies which: an earlier text whose echo covers most of a later one."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from annotations.model import DocumentDetails
from annotations.provenance.dates import is_earlier
from annotations.text.echoes import echoes
from annotations.text.segments import Stretch
from annotations.text.sharing import containment, trigrams

MOST = 0.5
"""What share of the later article's words must stand in the earlier one."""

_WORTH_A_LOOK = 0.25
"""What share of word trigrams two texts must have in common to be compared word for word."""


class Copy(NamedTuple):
    """A later article that says mostly what an earlier one says, word for word or nearly."""

    earlier: str
    """The article published first."""
    later: str
    """The other."""
    share: float
    """What share of the later one's words the earlier one has, 0 to 1."""
    passages: tuple[Stretch, ...]
    """Where they stand in the later one, in reading order."""

    def holds(self, start: int, end: int) -> bool:
        """Whether most of a stretch of the later article was copied."""
        inside = sum(
            max(0, min(end, passage.end) - max(start, passage.start)) for passage in self.passages
        )
        return 2 * inside > end - start


def copies(
    pairs: Iterable[tuple[str, str]],
    articles: Mapping[str, DocumentDetails],
    text: Callable[[str], str],
    cancelled: Callable[[], bool] | None = None,
) -> list[Copy]:
    """Which of two articles copies the other. Where their order is not known, neither does.

    Args:
        pairs: The articles to be compared, two and two.
        articles: What is known of each.
        text: Gives the text of one.
        cancelled: Asked on the way.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    seen: dict[str, frozenset[int]] = {}
    found = []
    for one, other in pairs:
        first = is_earlier(articles[one].published, articles[other].published)
        if first is None:
            continue
        for article in (one, other):
            if article not in seen:
                seen[article] = trigrams(text(article))
        if containment(seen[one], seen[other]) < _WORTH_A_LOOK:
            continue
        earlier, later = (one, other) if first else (other, one)
        language = articles[later].language or articles[earlier].language
        shared = echoes(text(earlier), text(later), language, cancelled)
        if shared.of_right >= MOST:
            passages = sorted(echo.right for echo in shared.passages)
            found.append(Copy(earlier, later, shared.of_right, tuple(passages)))
    return found
