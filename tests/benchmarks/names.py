"""How well a score tells one name from another: ``python -m tests.benchmarks.names [--half odd]``.

Persons are those of a public sanctions list (``../shared/data/ofac-names.tsv``, beside the
repository): a primary name and an alias of one person belong together, a primary name and another
person's alias do not. Of the latter, for each primary name two at random (fixed seed), the two
nearest by rapidfuzz's WRatio and the two nearest by the cosine of their three-letter runs; pairs
that read the same are left out on both sides. About a quarter of the aliases are different names
altogether, which no score finds. Organisations are pairs of our own making, ``organisations.tsv``
beside this: acronyms, legal forms, translations, other scripts; other organisations' names are put
beside each likewise.

What can be chosen was chosen on the even identifiers (for organisations: the even groups), and the
odd ones are reported. Beside the matcher's score: WRatio, and where it can be imported,
nomenklatura's logic-v2 (of the package index; no dependency of this program).

Prints average precision (equal scores: as if in random order), the best F1, recall at precision
.9 and microseconds a pair.
"""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process, utils

from annotations.matching.features import Rarity
from annotations.matching.names import Name

PERSONS = Path(__file__).parents[3] / "shared" / "data" / "ofac-names.tsv"
ORGANISATIONS = Path(__file__).parent / "organisations.tsv"
SEED = 20261122
AT_RANDOM, NEAREST = 2, 2
"""Negatives for each name: at random, and nearest by each of two scores."""

Score = Callable[[str, str], float]


class Known(NamedTuple):
    """A name and another name of the same."""

    group: int
    name: str
    other: str
    kind: str


class Pair(NamedTuple):
    """Two names, and whether they are one's."""

    left: str
    right: str
    same: bool
    kind: str


def persons(path: Path = PERSONS) -> list[Known]:
    """The persons of the list."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines()[1:])
    return [Known(int(number), name, other, "") for number, name, other in rows]


def organisations(path: Path = ORGANISATIONS) -> list[Known]:
    """The organisations; rows that share a name are about one."""
    groups: dict[str, int] = {}
    found: list[Known] = []
    for line in path.read_text("utf-8").splitlines()[1:]:
        kind, name, other = line.split("\t")
        known = groups.get(name.casefold(), groups.get(other.casefold()))
        group = len(set(groups.values())) if known is None else known
        groups |= {name.casefold(): group, other.casefold(): group}
        found.append(Known(group, name, other, kind))
    return found


def pairs(known: Sequence[Known]) -> list[Pair]:
    """Those that belong together, and for each name some that do not."""
    wanted = dict.fromkeys(
        Pair(one.name, one.other, same=True, kind=one.kind)
        for one in known
        if one.name.casefold() != one.other.casefold()
    )
    return [*wanted, *dict.fromkeys(_strangers(known))]


def _strangers(known: Sequence[Known]) -> Iterator[Pair]:
    chance = random.Random(SEED)
    owners: defaultdict[str, set[int]] = defaultdict(set)
    for one in known:
        owners[one.other].add(one.group)
    others = sorted(owners)
    near = _nearest_by_letters({one.name for one in known}, others)
    for name, rows in groupby(sorted(known, key=lambda one: (one.name, one)), key=_name):
        group = next(rows).group
        by_ratio = process.extract(name, others, scorer=fuzz.WRatio, limit=40)
        for candidates in (
            chance.sample(others, 10)[: AT_RANDOM + 4],
            [text for text, *_ in by_ratio],
            near[name],
        ):
            strangers = [o for o in candidates if group not in owners[o] and not _same(name, o)]
            for other in strangers[:NEAREST]:
                yield Pair(name, other, same=False, kind="")


def _name(one: Known) -> str:
    return one.name


def _same(left: str, right: str) -> bool:
    return left.casefold() == right.casefold()


def _nearest_by_letters(names: Iterable[str], others: Sequence[str]) -> dict[str, list[str]]:
    """The nearest by the cosine of three-letter runs, rare runs weighing more."""
    import numpy as np
    from scipy.sparse import csr_matrix

    ordered = sorted(names)
    runs: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    for row, text in enumerate((*ordered, *others)):
        padded = f" {text.casefold()} "
        for start in range(len(padded) - 2):
            rows.append(row)
            columns.append(runs.setdefault(padded[start : start + 3], len(runs)))
    shape = len(ordered) + len(others), len(runs)
    counts = csr_matrix((np.ones(len(rows)), (rows, columns)), shape)
    seen = np.bincount(counts.indices, minlength=shape[1])
    weighed = counts.multiply(np.log(shape[0] / seen)).tocsr()
    norms = np.sqrt(weighed.multiply(weighed).sum(axis=1))
    weighed = weighed.multiply(1 / norms).tocsr()
    cosine = (weighed[: len(ordered)] @ weighed[len(ordered) :].T).toarray()
    best = np.argsort(-cosine, axis=1, kind="stable")[:, :40]
    return {name: [others[i] for i in row] for name, row in zip(ordered, best, strict=True)}


class Figures(NamedTuple):
    """How good a score is."""

    precision: float
    """Average precision."""
    f1: float
    recall: float
    """At precision .9."""
    micros: float
    """For a pair."""


def figures(found: Sequence[tuple[float, bool]], seconds: float) -> Figures:
    """Figures of a score: pairs of equal score count as if in random order."""
    total = sum(same for _, same in found)
    seen = right = 0
    average = best = recall = 0.0
    ranked = sorted(found, key=lambda one: -one[0])
    for _, tied in groupby(ranked, key=lambda one: one[0]):
        marks = [same for _, same in tied]
        share = sum(marks) / len(marks)
        for place in range(1, len(marks) + 1):
            average += share * (right + share * place) / (seen + place) / total
        seen, right = seen + len(marks), right + sum(marks)
        best = max(best, 2 * right / (seen + total))
        recall = right / total if right >= 0.9 * seen else recall
    return Figures(average, best, recall, 1e6 * seconds / len(found))


def ours(known: Iterable[Known]) -> Score:
    """The matcher's score: rarity told from all names at hand, as in a workspace."""
    bags: defaultdict[int, set[str]] = defaultdict(set)
    for one in known:
        for text in (one.name, one.other):
            bags[one.group].update(Name.read(text).weighed)
    rarity = Rarity(bags.values())
    read = cache(Name.read)
    return lambda left, right: read(left).likeness(read(right), rarity).score


def wratio(left: str, right: str) -> float:
    """The yardstick, capitals and punctuation left aside."""
    return fuzz.WRatio(left, right, processor=utils.default_process)


def logic_v2(schema: str) -> Score | None:
    """Nomenklatura's, where it is installed."""
    try:
        model = import_module("followthemoney").model
        logic = import_module("nomenklatura.matching").LogicV2
    except ImportError:
        return None
    config = logic.default_config()

    @cache
    def entity(name: str) -> Any:
        made = model.make_entity(schema)
        made.id = name  # what it reads is kept by this
        made.add("name", name)
        return made

    return lambda left, right: float(logic.compare(entity(left), entity(right), config).score)


def report(title: str, schema: str, known: Sequence[Known], *, kinds: bool) -> Iterator[str]:
    """The figures of each score on some names."""
    asked = pairs(known)
    positive = sum(pair.same for pair in asked)
    yield f"{title}: {positive} pairs of one, {len(asked) - positive} of two"
    scores = {"ours": ours(known), "WRatio": wratio, "logic-v2": logic_v2(schema)}
    for name, score in scores.items():
        if score is None:
            yield f"  {name:9} not installed here"
            continue
        begun = time.perf_counter()
        found = [(score(pair.left, pair.right), pair.same) for pair in asked]
        result = figures(found, time.perf_counter() - begun)
        yield (
            f"  {name:9} AP {result.precision:.3f}, F1 {result.f1:.3f},"
            f" R@P90 {result.recall:.3f}, {result.micros:.0f} µs a pair"
        )
        if kinds:
            yield f"  {'':9} {_by_kind(asked, [value for value, _ in found])}"


def _by_kind(asked: Sequence[Pair], values: Sequence[float]) -> str:
    """Average precision of each kind of pair, among all that do not belong together."""
    strangers = [(v, False) for v, pair in zip(values, asked, strict=True) if not pair.same]
    kinds: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for value, pair in zip(values, asked, strict=True):
        if pair.same:
            kinds[pair.kind].append((value, True))
    shares = {kind: figures(strangers + of, 1).precision for kind, of in sorted(kinds.items())}
    return ", ".join(f"{kind} {share:.2f}" for kind, share in shares.items())


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.names")
    parser.add_argument("--half", choices=["even", "odd"], default="odd", help="which identifiers")
    parity = parser.parse_args().half == "odd"
    lines: list[Iterable[str]] = []
    if PERSONS.exists():
        some = [one for one in persons() if one.group % 2 == parity]
        lines.append(report("Persons", "Person", some, kinds=False))
    else:
        lines.append([f"Persons: skipped, there is no {PERSONS.name} beside the repository"])
    some = [one for one in organisations() if one.group % 2 == parity]
    lines.append(report("Organisations", "Organization", some, kinds=True))
    for part in lines:
        for line in part:
            print(line, flush=True)  # noqa: T201 (what it is for)


if __name__ == "__main__":
    main()
