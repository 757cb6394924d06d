"""Which article copies which: an earlier text whose echo covers most of a later one.

A story of an agency may stand in a hundred articles. So an article is held against the earliest
others first, and no longer than until all its claims are found in one that has nearly all of it;
and what was compared in full is remembered by what the texts are, for as long as the program runs.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from threading import Lock
from typing import NamedTuple

from annotations.errors import Cancelled
from annotations.model import DocumentDetails
from annotations.provenance.dates import is_earlier, place
from annotations.text.echoes import echoes
from annotations.text.segments import Stretch
from annotations.text.sharing import containment, trigrams

MOST = 0.5
"""What share of the later article's words must stand in the earlier one."""

ALL = 0.95
"""From this share on the earlier one counts as having all of it."""

_WORTH_A_LOOK = 0.25
"""What share of word trigrams two texts must have in common to be compared word for word."""

_REMEMBERED = 50_000
"""How many comparisons are remembered: some 20 megabytes."""

Mention = tuple[str, Stretch]
"""A claim, and where an article reports it."""


class Copy(NamedTuple):
    """A later article that says mostly what an earlier one says, word for word or nearly."""

    earlier: str
    """The article published first."""
    later: str
    """The other."""
    share: float
    """What share of the later one's words the earlier one has, 0 to 1; 1 for nearly all."""
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
    claims: Mapping[str, Sequence[Mention]] | None = None,
) -> list[Copy]:
    """Which of two articles copies the other. Where their order is not known, neither does.

    Args:
        pairs: The articles to be compared, two and two, each two once.
        articles: What is known of each.
        text: Gives the text of one.
        cancelled: Asked on the way.
        claims: What each article reports. An article is not looked for in a later one, once an
            earlier one has nearly all of it and reports, in what was copied, every claim that the
            two have in common. None compares all.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    comparing = _Comparing(articles, text, cancelled or (lambda: False))
    found: list[Copy] = []
    for later, candidates in _candidates(pairs, articles).items():
        if claims is None:
            found += filter(None, (comparing.copy(earlier, later) for earlier in candidates))
        else:
            found += _originals(later, candidates, claims, comparing.copy)
    return found


def _candidates(
    pairs: Iterable[tuple[str, str]], articles: Mapping[str, DocumentDetails]
) -> dict[str, list[str]]:
    """For each article those that it may copy, the earliest first."""
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        first = is_earlier(articles[one].published, articles[other].published)
        if first is not None:
            earlier, later = (one, other) if first else (other, one)
            found.setdefault(later, []).append(earlier)
    for candidates in found.values():
        candidates.sort(key=lambda article: place(articles[article].published))
    return found


def _originals(
    later: str,
    candidates: Iterable[str],
    claims: Mapping[str, Sequence[Mention]],
    compared: Callable[[str, str], Copy | None],
) -> list[Copy]:
    """What an article copies, as far as it matters for its claims."""
    found = []
    sought = list(claims[later])
    for earlier in candidates:
        reported = {claim for claim, _ in claims[earlier]}
        if not any(claim in reported for claim, _ in sought):
            continue
        copy = compared(earlier, later)
        if copy is not None:
            found.append(copy)
            if copy.share == 1:
                sought = [
                    (claim, at)
                    for claim, at in sought
                    if claim not in reported or not copy.holds(*at)
                ]
    return found


# -- comparing -----------------------------------------------------------------------------------

_Key = tuple[bytes, bytes, str | None]
_Result = tuple[float, tuple[Stretch, ...]]


class _Memory:
    """The newest results, for all who ask in this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._results: OrderedDict[_Key, _Result] = OrderedDict()

    def get(self, key: _Key) -> _Result | None:
        """What was found; None where it is not known."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
            return self._results.get(key)

    def put(self, key: _Key, result: _Result) -> None:
        """Keep what was found, in the place of what was asked for longest ago."""
        with self._lock:
            self._results[key] = result
            if len(self._results) > _REMEMBERED:
                self._results.popitem(last=False)


_MEMORY = _Memory()


class _Comparing:
    """Articles held against each other."""

    def __init__(
        self,
        articles: Mapping[str, DocumentDetails],
        text: Callable[[str], str],
        cancelled: Callable[[], bool],
    ) -> None:
        self._articles, self._text, self._cancelled = articles, text, cancelled
        self._seen: dict[str, tuple[bytes, frozenset[int]]] = {}

    def copy(self, earlier: str, later: str) -> Copy | None:
        """How the later article copies the earlier one; None where it does not."""
        if self._cancelled():
            raise Cancelled("The search for copies was stopped; nothing was kept of it.")
        (one, ours), (other, theirs) = self._known(earlier), self._known(later)
        if one == other:
            return Copy(earlier, later, 1.0, (Stretch(0, len(self._text(later))),))
        if containment(ours, theirs) < _WORTH_A_LOOK:
            return None
        language = self._articles[later].language or self._articles[earlier].language
        key = one, other, language
        result = _MEMORY.get(key)
        if result is None:
            result = self._compare(earlier, later, language)
            _MEMORY.put(key, result)
        share, passages = result
        return Copy(earlier, later, 1.0 if share >= ALL else share, passages) if passages else None

    def _known(self, article: str) -> tuple[bytes, frozenset[int]]:
        """What a text is, and its trigrams."""
        if article not in self._seen:
            text = self._text(article)
            digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
            self._seen[article] = digest, trigrams(text)
        return self._seen[article]

    def _compare(self, earlier: str, later: str, language: str | None) -> _Result:
        """The share, and where it stands in the later text; nowhere, where it is no copy."""
        shared = echoes(self._text(earlier), self._text(later), language, self._cancelled)
        passages = tuple(sorted(echo.right for echo in shared.passages))
        return shared.of_right, passages if shared.of_right >= MOST else ()
