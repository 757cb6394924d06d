"""What the matcher came to as lines of links, which a workspace takes in."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annotations.errors import Refused
from annotations.formats import jsonl
from annotations.formats.whole import write_whole
from annotations.matching.matcher import Matching, ScoredPair
from annotations.model import Link, Span
from annotations.store.pairs import pair_id


def lines(found: Matching, spans: Mapping[str, Span]) -> Iterator[str]:
    """One line for each proposal, best first, and one for each further mention of an item.

    A mention is told once, beside the best proposal of its item. One whose item is in no proposal
    is not told: nobody is asked about it.

    Args:
        found: what the matcher came to.
        spans: by identifier.
    """
    mentions: dict[str, list[str]] = {}
    for mention, item in found.items.items():
        mentions.setdefault(item, []).append(mention)
    for pair in found.pairs:
        yield _line(pair, spans, (pair.left, pair.right))
        for mention in mentions.pop(pair.left, ()):
            yield _line(pair, spans, (mention, pair.right))
        for mention in mentions.pop(pair.right, ()):
            yield _line(pair, spans, (pair.left, mention))


def _line(pair: ScoredPair, spans: Mapping[str, Span], ends: tuple[str, str]) -> str:
    of = (pair.left, pair.right)
    link = Link(
        id=pair_id(*ends),
        left=spans[ends[0]],
        right=spans[ends[1]],
        score=pair.score,
        reasons=pair.reasons,
        against=pair.against,
        conflict=pair.conflict,
        of=of if of != ends else None,
    )
    (line,) = jsonl.links([link])
    evidence = json.dumps([*pair.evidence] if of == ends else [], separators=(",", ":"))
    return f'{line[:-1]},"evidence":{evidence}}}'


def write(path: Path, found: Iterable[str]) -> int:
    """Write lines into a file, which appears complete or not at all.

    Returns:
        How many lines were written.

    Raises:
        Refused: The file cannot be written.
    """
    try:
        return write_whole(path, found)
    except OSError as error:
        raise Refused(f"{path}: cannot be written: {error.strerror}") from None
