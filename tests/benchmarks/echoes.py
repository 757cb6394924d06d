"""How long it takes to find what two texts share: ``python -m tests.benchmarks.echoes``.

Each pair of texts is 100 KB on both sides, in codepoints, of the best and of the worst sort.
"""

import random
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from annotations.text.echoes import echoes
from annotations.text.sharing import ranked
from tests.benchmarks.articles import prose

LENGTH = 100_000
_ARTICLES = 2000
_ARTICLE = 4000  # codepoints
_SENTENCE = "The harbour master of Drovnik said that no ship had left since Monday. "


def pairs() -> Iterator[tuple[str, str, str]]:
    """What is measured, and both texts."""
    text, words = prose(LENGTH), prose(LENGTH).split()
    yield "nothing in common", text, " ".join(word[::-1] + "q" for word in words)
    yield "two made-up articles", text, prose(LENGTH, 2)
    yield "the same text", text, text
    yield "every seventh word edited", text, _edited(words, 7)
    yield "sentences shuffled", text, _shuffled(text)
    yield "one letter, over and over", "a " * (LENGTH // 2), "a " * (LENGTH // 2)
    yield "one word, half as often", "boat " * (LENGTH // 5), "boat " * (LENGTH // 10)
    times = LENGTH // len(_SENTENCE)
    yield "one sentence, over and over", _SENTENCE * times, _SENTENCE * times
    yield "one sentence, once there", _SENTENCE * times, text + _SENTENCE
    yield "five words at random", _at_random(5, 1), _at_random(5, 2)
    yield "twenty words at random", _at_random(20, 1), _at_random(20, 2)
    yield "two of five words differ", _differing(1), _differing(2)
    yield "ideographs", _ideographs(1), _ideographs(1)


def _edited(words: list[str], every: int) -> str:
    return " ".join("edited" if n % every == 0 else word for n, word in enumerate(words))


def _shuffled(text: str) -> str:
    sentences = text.split(". ")
    random.Random(1).shuffle(sentences)
    return ". ".join(sentences)


def _at_random(count: int, seed: int) -> str:
    words = [f"word{chr(97 + n)}" for n in range(count)]
    return " ".join(random.Random(seed).choices(words, k=LENGTH // 6))


def _differing(seed: int) -> str:
    """The same three words and two others, over and over."""
    return f"harbour gate storm left{seed} right{seed} " * (LENGTH // 32)


def _ideographs(seed: int) -> str:
    return "".join(chr(0x4E00 + n) for n in random.Random(seed).choices(range(3000), k=LENGTH // 3))


def report(_directory: Path, rounds: int) -> Iterator[str]:
    """Milliseconds for each pair, and for the order of 2,000 articles beside one."""
    for name, left, right in pairs():
        found = echoes(left, right)
        spent = _median(partial(echoes, left, right), min(rounds, 5))
        yield (
            f"{name}: {1000 * spent:.0f} ms, {len(found.passages)} echoes,"
            f" {found.of_left:.0%} of the left, {found.of_right:.0%} of the right"
        )
    made = [(str(n), prose(_ARTICLE, n)) for n in range(_ARTICLES)]
    spent = _median(partial(ranked, prose(_ARTICLE, _ARTICLES), made), min(rounds, 3))
    yield f"order of {_ARTICLES:,} articles of 4 KB beside one: {spent:.1f} s, in a worker"


def _median(act: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        started = perf_counter()
        act()
        taken.append(perf_counter() - started)
    return median(taken)


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as directory:
        for line in report(Path(directory), 5):
            print(line, flush=True)  # noqa: T201 (what it is for)


if __name__ == "__main__":
    main()
