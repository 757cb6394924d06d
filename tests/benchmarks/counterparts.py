"""How often the first counterpart is right: ``python -m tests.benchmarks.counterparts [FILE]``.

FILE is a documents JSONL with gold groups beside the repository (``../shared/data``). For each gold
span with a counterpart in another article of its topic: whether the first passage offered there,
or one of the first three, overlaps such a counterpart; with that article's spans tagged, and with
nothing tagged. Beside it the same by one string score (rapidfuzz's token_set_ratio) over the other
article's sentences, which an entity easily hits, and over its tagged spans.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, permutations
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from annotations.codebook import Shape
from annotations.matching.counterparts import counterparts
from annotations.matching.passages import Passages
from annotations.model import Span
from annotations.text.segments import Stretch

DATA = Path(__file__).parents[3] / "shared" / "data" / "ecb-val.jsonl"
SHARES = ("first", "three", "offered")
SHAPES = {"claim": Shape.STATEMENT, "entity": Shape.NAME}

Places = list[tuple[int, int]]


class Gold(NamedTuple):
    """An article as the people who made the corpus see it."""

    id: str
    topic: str
    passages: Passages
    spans: dict[str, list[Span]]
    groups: Mapping[str, frozenset[str]]
    """What each span is about."""


def gold(line: str) -> Gold:
    """An article of the file."""
    row: dict[str, Any] = json.loads(line)
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    groups: dict[str, frozenset[str]] = {}
    for raw in row["spans"]:
        fields = {key: raw[key] for key in ("id", "start", "end", "label", "text")}
        span = Span(document=row["id"], annotator="gold", created="", **fields)
        spans[span.label].append(span)
        groups[span.id] = frozenset(raw.get("events") or filter(None, [raw.get("group")]))
    return Gold(row["id"], row["meta"]["topic"], Passages(row["text"], "en"), spans, groups)


def searches(articles: list[Gold], label: str) -> Iterator[tuple[Gold, Span, Gold, Places]]:
    """Each span with a counterpart, the other article, and where its counterparts are."""
    for here, there in permutations(articles, 2):
        if here.topic != there.topic:
            continue
        for span in here.spans[label]:
            groups = here.groups[span.id]
            right = [s for s in there.spans[label] if groups & there.groups[s.id]]
            if right:
                yield here, span, there, [(s.start, s.end) for s in right]


def offered(here: Gold, span: Span, there: Gold, *, tagged: bool) -> Places:
    """What the program offers."""
    spans = there.spans[span.label] if tagged else ()
    wanted, shape = Stretch(span.start, span.end), SHAPES[span.label]
    found = counterparts(here.passages, wanted, shape, there.passages, spans)
    return [(one.start, one.end) for one in found]


def by_string(span: Span, there: Gold, places: Iterable[tuple[int, int]]) -> Places:
    """Some places of the other article by one string score."""
    among = list(places)
    texts = [there.passages.text[start:end] for start, end in among]
    found = process.extract(span.text, texts, scorer=fuzz.token_set_ratio, limit=3)
    return [among[index] for _, _, index in found]


def report(path: Path, every: int = 1) -> Iterator[str]:
    """The shares, a line each.

    Args:
        path: The gold file.
        every: Of so many searches one is made.
    """
    articles = [gold(line) for line in path.read_text("utf-8").splitlines()]
    for label in SHAPES:
        hits: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for here, span, there, right in islice(searches(articles, label), None, None, every):
            for way, places in ways(here, span, there).items():
                good = [any(_touch(place, other) for other in right) for place in places[:3]]
                count = {"asked": 1, "first": any(good[:1]), "three": any(good)}
                hits[way].update({**count, "offered": bool(places)})
        for way, found in hits.items():
            shares = (f"{key} {found[key] / found['asked']:.3f}" for key in SHARES)
            yield f"{label:7} {way:18} {', '.join(shares)} of {found['asked']}"


def ways(here: Gold, span: Span, there: Gold) -> dict[str, Places]:
    """What each way of looking finds, best first."""
    tagged = ((s.start, s.end) for s in there.spans[span.label])
    return {
        "tagged": offered(here, span, there, tagged=True),
        "untagged": offered(here, span, there, tagged=False),
        "string, sentences": by_string(span, there, there.passages.sentences),
        "string, tagged": by_string(span, there, tagged),
    }


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.counterparts")
    parser.add_argument("file", type=Path, nargs="?", default=DATA, help="a gold documents JSONL")
    parser.add_argument("--every", type=int, default=1, help="of so many searches one is made")
    given = parser.parse_args()
    for line in report(given.file, given.every):
        print(line, flush=True)  # noqa: T201 (what it is for)


if __name__ == "__main__":
    main()
