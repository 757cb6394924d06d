"""Articles and spans made up by a seed: plausible prose without anybody's copyright."""

import random
import re
from collections.abc import Iterator
from itertools import count as count_from
from itertools import islice
from pathlib import Path

from annotations.workspace import Workspace
from annotations.workspace.spans import Location
from tests import stock

_WORDS = tuple(
    """
    the a of in on to and that for with from by it as its was were is are has have had not but
    said says told council ministry harbour bridge river board report budget officials residents
    company workers union court office spokesman mayor minister statement Monday Friday evening
    percent million people letters records inspectors announced denied confirmed closed opened
    delayed cost new old public second local northern Varnholt Essery Kordula Teviot Marrin
    """.split()  # noqa: SIM905 (seventy words, one by one)
)

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000}
"""How long the articles are, in codepoints."""

MANY = 10_000
"""How many spans are many."""


def prose(length: int, seed: int = 1) -> str:
    """A text of exactly so many codepoints: paragraphs of sentences, after one that names it."""
    chance = random.Random(seed)
    pieces = [f"Report{seed} follows.\n\n"]
    left = length - len(pieces[0])
    while left > 0:
        sentences = [_sentence(chance) for _ in range(chance.randint(1, 5))]
        pieces.append(" ".join(sentences) + "\n\n")
        left -= len(pieces[-1])
    return "".join(pieces)[: length - 1].rstrip().ljust(length - 1, ".") + "\n"


def _sentence(chance: random.Random) -> str:
    words = " ".join(chance.choices(_WORDS, k=chance.randint(6, 24)))
    words = words.capitalize()
    return f"“{words},” it said." if chance.random() < 0.1 else f"{words}."


def stretches(text: str, count: int) -> list[tuple[int, int]]:
    """So many different stretches of two words or more, spread evenly.

    They do not overlap where the text has room for them side by side. Where it has not, longer ones
    lie over shorter ones: 10,000 on 10 KB are nested a few hundred deep.
    """
    return list(islice(_stretches(text, count), count))


def _stretches(text: str, count: int) -> Iterator[tuple[int, int]]:
    words = [match.span() for match in re.finditer(r"\w+", text)]
    for size in count_from(2):
        for first in range(0, len(words) - size, max(size, len(words) // max(1, count))):
            yield words[first][0], words[first + size - 1][1]


def workspace(path: Path, length: int, count: int) -> Path:
    """A workspace file with two articles of that length, so many spans in each."""
    with Workspace.open(path, "ana", create=True) as made:
        for seed, article in enumerate(("one", "two"), start=1):
            text = prose(length, seed)
            stock.add(made, text, id=article, title=f"Article {article}", language="en")
            places = [Location(article, *stretch) for stretch in stretches(text, count)]
            for label, share in zip(("claim", "source", "entity"), range(3), strict=True):
                if places:
                    made.spans.tag_all(places[share::3], label)
    return path
