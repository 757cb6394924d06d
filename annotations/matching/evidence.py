"""What speaks for and against a pair being the same, as numbers: a row for each pair.

The columns of each shape have names, which `weights.toml` weighs. They are reckoned for all pairs
at once. Nothing here knows what the numbers are worth; `reasons` says them in words.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from annotations.codebook import Shape
from annotations.matching.aligning import COLUMNS, align
from annotations.matching.bags import Array, cosines
from annotations.matching.context import NEAR
from annotations.matching.semantic import nearness
from annotations.matching.sorts import Sort
from annotations.matching.subjects import Pairs, Subjects

_USUAL = 0.6
"""How far two things are named in claims where that is not known, or where their names say more."""
_QUOTED = 0.95
"""How likely two sources are one that are given the same long quotation."""
_ALIKE = 0.85
"""Names so alike, word for word and in spelling, say much also where the articles say nothing."""
_ONE_EVENT = 0.6
"""Articles more alike than this are no more of one event."""


def evidence(subjects: Subjects, pairs: Pairs) -> dict[str, Array]:
    """The columns for each pair, by name."""
    found = _COLUMNS[subjects.shape]
    articles = subjects.articles.evidence(
        subjects.document[pairs.left], subjects.document[pairs.right]
    )
    event = np.minimum(articles["articles_cosine"], _ONE_EVENT)
    return {**articles, **found(subjects, pairs, event), **_meaning(subjects, pairs)}


def _meaning(subjects: Subjects, pairs: Pairs) -> dict[str, Array]:
    """How near statements are in what they mean: a column only where something knows that."""
    meanings = subjects.meanings
    if meanings is None:
        return {}
    return {"meaning": nearness(meanings, pairs.left_form, pairs.right_form)}


def columns(found: Mapping[str, Array], names: Sequence[str]) -> Array:
    """Some columns side by side."""
    return np.column_stack([found[name] for name in names])


def _statements(subjects: Subjects, pairs: Pairs, event: Array) -> dict[str, Array]:
    left, right = pairs.left_form, pairs.right_form
    numbers, negated = subjects.numbers, subjects.negated
    same = numbers.count(left, right)
    differ = (numbers.size[left] > same) & (numbers.size[right] > same)
    return {
        "shared": np.log1p(subjects.bags.count(left, right)),
        "lead_event": _mean(subjects.lead, pairs) * event,
        "numbers": np.minimum(same, 2),
        "numbers_differ": differ * 1.0,
        "negation": (negated[left] != negated[right]) * 1.0,
    }


def _names(subjects: Subjects, pairs: Pairs, event: Array) -> dict[str, Array]:
    left, right = pairs.left_form, pairs.right_form
    aligned = align(subjects.tokens, left, right).astype(float)
    found = {name: aligned[:, place] for place, name in enumerate(COLUMNS)}
    spelling = _spelling(subjects, pairs, found["overlap"])
    one, other = subjects.common[pairs.left], subjects.common[pairs.right]
    alike = np.maximum(np.maximum(found["inside"], spelling), found["initials"]) > 0.5
    first, second = subjects.sorts[left], subjects.sorts[right]
    claimed, lead = subjects.claimed, _mean(subjects.lead, pairs)
    foremost = _mean(subjects.foremost, pairs)
    named = ~one & ~other & (np.minimum(found["inside"], spelling) > _ALIKE)
    return {
        **found,
        "named": named * 1.0,
        "named_far": (named & (event < NEAR)) * 1.0,
        "common": np.log1p(_common(subjects, pairs, found["overlap"])),
        "spelling": spelling,
        "names_differ": (~one & ~other & ~alike) * 1.0,
        "name_and_noun": (one != other) * 1.0,
        "nouns": (one & other) * 1.0,
        "nouns_differ": (one & other & ~alike) * 1.0,
        "persons": ((first & second & Sort.PERSON) > 0) * 1.0,
        "sorts_differ": _differ(first, second),
        "claimed": np.where(alike, _USUAL, _known(claimed[pairs.left] * claimed[pairs.right])),
        "lead": lead,
        "lead_noun": lead * (one != other),
        "foremost_noun": foremost * (one != other),
        "spread": _mean(subjects.spread, pairs),
        "surroundings": cosines(subjects.surroundings, pairs.left, pairs.right),
    }


def _sources(subjects: Subjects, pairs: Pairs, _event: Array) -> dict[str, Array]:
    """How likely two sources are one, as log odds: nothing is known of pairs to learn from.

    That is how alike they are called; or, where one long quotation is given to both, how often
    such sources were one: 36 of 38 times.
    """
    forms, rarity = subjects.forms, subjects.rarity
    wordings, place = np.unique(
        np.column_stack((pairs.left_form, pairs.right_form)), axis=0, return_inverse=True
    )
    alike = np.array([forms[a].likeness(forms[b], rarity).score for a, b in wordings.tolist()])
    likely = np.clip(alike, 0.004, 0.99)[place.ravel()] if len(pairs) else np.zeros(0)
    ends = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    quoted = np.array([pair in subjects.quoted for pair in ends], float)
    likely = np.maximum(likely, _QUOTED * quoted)
    return {"called": np.log(likely / (1 - likely)), "quoted": quoted}


def _mean(values: Array, pairs: Pairs) -> Array:
    """The geometric mean of both ends."""
    return np.sqrt(values[pairs.left] * values[pairs.right])


def _known(values: Array) -> Array:
    """What is not known is taken for what is usual."""
    return np.where(np.isnan(values), _USUAL, values)


def _spelling(subjects: Subjects, pairs: Pairs, overlap: Array) -> Array:
    """How alike names are spelt; where vowels are not written, the part of the words they share."""
    spelling, bare = _scores(subjects, pairs, fuzz.token_set_ratio), subjects.unvowelled
    either = bare[pairs.left_form] | bare[pairs.right_form]
    return np.where(either, np.maximum(spelling, overlap), spelling)


def _common(subjects: Subjects, pairs: Pairs, overlap: Array) -> Array:
    """What the words weigh that both have; in other scripts, those that are taken for the same."""
    left, right, bags = pairs.left_form, pairs.right_form, subjects.bags
    alike = overlap * np.minimum(bags.totals[left], bags.totals[right])
    shared = bags.shared(left, right)
    either = subjects.foreign[left] | subjects.foreign[right]
    return np.where(either, np.maximum(shared, alike), shared)


def _scores(subjects: Subjects, pairs: Pairs, scorer: Callable[..., float]) -> Array:
    """A rapidfuzz score of the gists, 0 to 1."""
    gists = subjects.gists
    ones, others = [gists[i] for i in pairs.left_form], [gists[i] for i in pairs.right_form]
    return process.cpdist(ones, others, scorer=scorer, workers=1).astype(float) / 100


def _differ(first: NDArray[np.int64], second: NDArray[np.int64]) -> Array:
    """One is a person and the other a place, or one person and the other several."""
    person, people, place = Sort.PERSON, Sort.PEOPLE, Sort.PLACE
    clash = np.zeros(len(first), bool)
    for one, other in ((first, second), (second, first)):
        clash |= ((one & person) > 0) & ((other & (people | place)) > 0) & ((other & person) == 0)
    return clash * 1.0


_COLUMNS = {Shape.STATEMENT: _statements, Shape.NAME: _names, Shape.SOURCE: _sources}
