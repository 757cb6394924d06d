"""Which pairs of forms are looked at: all that matter, few others, and however it is worked out."""

import pickle
import random
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import pytest

from annotations.codebook import Shape
from annotations.errors import Cancelled
from annotations.matching import blocking, nearness
from annotations.matching.blocking import Candidates, candidates
from annotations.matching.keys import read
from annotations.matching.normal import name_words, words

NAMES = [
    "Mohammed Khalid",
    "Muhammad Khaled",
    "Jamal Williams",
    "Williams",
    "J. Williams",
    "Mary Ann Teviot",
    "Teviot, Mary",
    "United Arab Emirates",
    "UAE",
    "Kordula Essery",
    "Kordula Esery",
    "Zoe",
]


def found(
    forms: Sequence[tuple[str, ...]], shape: Shape = Shape.NAME, most: int | None = None
) -> set[tuple[int, int]]:
    left, right, _ = candidates(forms, shape, most)
    return set(zip(left.tolist(), right.tolist(), strict=True))


def named(*texts: str) -> list[tuple[str, ...]]:
    return [name_words(text) for text in texts]


def crowd(count: int, seed: int = 1) -> list[tuple[str, ...]]:
    """Names made of few first names and many surnames."""
    chance = random.Random(seed)
    firsts = ["".join(chance.choices("abdeiklmnorstuvz", k=8)) for _ in range(count)]
    names = {
        (chance.choice(firsts), f"{chance.choice('bdkmt')}i{number:x}") for number in range(count)
    }
    return sorted(names)


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a handful of forms be treated as if they were very many."""
    monkeypatch.setattr(blocking, "FEW", 0)
    monkeypatch.setattr(blocking, "_AFFORDED", 0)


@pytest.fixture
def small_blocks(many: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut a few hundred forms into several blocks and shards."""
    monkeypatch.setattr(blocking, "BLOCK", 64)
    monkeypatch.setattr(blocking, "SHARD", 2)


@pytest.mark.parametrize("few", [True, False])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed Khalid", "Muhammad Khaled"),
        ("Jamal Williams", "Williams"),
        ("Jamal Williams", "J. Williams"),
        ("Mary Ann Teviot", "Teviot, Mary"),
        ("United Arab Emirates", "UAE"),
        ("Kordula Essery", "Kordula Esery"),
    ],
)
def test_wordings_of_one_name_meet(
    few: bool, one: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not few:
        monkeypatch.setattr(blocking, "FEW", 0)
        monkeypatch.setattr(blocking, "_AFFORDED", 0)
    pair = sorted((NAMES.index(one), NAMES.index(other)))
    assert tuple(pair) in found(named(*NAMES))


def test_names_with_nothing_in_common_do_not_meet() -> None:
    assert found(named("Zoe", "Kordula Essery", "UAE")) == set()


def test_a_name_finds_its_surname_however_many_bear_it(many: None) -> None:
    crowded = [(first, "williams") for first, _ in crowd(2_000)]
    forms = [("williams",), *dict.fromkeys(crowded)]
    assert len(forms) > 2 * blocking.HOLDERS[Shape.NAME]
    with_surname = {pair for pair in found(forms, most=2) if pair[0] == 0}
    assert len(with_surname) == len(forms) - 1


def test_claims_meet_by_rare_words_and_by_what_they_quote(many: None) -> None:
    claims = [
        "The mayor said the harbour office will close in autumn",
        "In autumn the office at the harbour closes",
        "“We shall fight this to the very end,” he said",
        "She vowed that “we shall fight this to the very end”",
        "Wheat prices rose in Chicago",
    ]
    pairs = found([words(claim) for claim in claims], Shape.STATEMENT)
    assert {(0, 1), (2, 3)} <= pairs
    assert not any(4 in pair for pair in pairs)


def test_each_pair_once_in_order() -> None:
    left, right, score = candidates(crowd(1_000), Shape.NAME)
    pairs = list(zip(left.tolist(), right.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    assert (left < right).all()
    assert (score > 0).all()
    assert pairs


def test_forms_without_words_are_left_alone() -> None:
    assert found([(), ("essery",), (), ("essery",)]) == {(1, 3)}
    nothing: list[list[tuple[str, ...]]] = [[], [()], [("essery",)], [("essery",), ()]]
    for shape in Shape:
        assert [found(forms, shape) for forms in nothing] == [set()] * len(nothing)


def test_few_forms_are_all_compared_that_share_anything() -> None:
    same: list[tuple[str, ...]] = [("kordula", f"x{number}") for number in range(200)]
    assert len(found(same)) == 200 * 199 // 2


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("shape", list(Shape))
def test_blocks_and_threads_change_nothing(shape: Shape, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = crowd(300)
    several = candidates(forms, shape, most=400)
    parallel = candidates(forms, shape, most=400, threads=2)
    monkeypatch.setattr(blocking, "BLOCK", 1_000)
    one = candidates(forms, shape, most=400)
    for other in (parallel, one):
        assert_same(several, other)


def assert_same(one: Candidates, other: Candidates) -> None:
    for mine, theirs in zip(one, other, strict=True):
        assert np.array_equal(mine, theirs)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("shape", list(Shape))
def test_the_same_tasks_sent_elsewhere_in_any_order_lead_to_the_same(shape: Shape) -> None:
    """What an engine does: every task gets its arguments from a wire, and the last comes first."""
    forms = crowd(300)
    cuts = range(0, len(forms), blocking.BLOCK)
    words = [sent(read(forms[i : i + blocking.BLOCK], shape)) for i in cuts]
    rarity = blocking.rarity_of(words[::-1], shape)
    keys = [sent(blocking.keys_of(block, shape, sent(rarity))) for block in words]
    limits = blocking.limits_of(len(forms), shape)
    counts = nearness.total([nearness.count(*block) for block in reversed(keys)])
    scale = sent(nearness.scale_of(counts, len(forms), limits))
    shards = {
        i: sent(nearness.shelve([block.held for block in keys[i : i + blocking.SHARD]], scale))
        for i in range(0, len(keys), blocking.SHARD)
    }
    found = []
    for number, block in reversed(list(enumerate(keys))):
        asked = nearness.weigh(block.asked, scale)
        parts = [
            sent(nearness.near(asked, shard, limits, i * blocking.BLOCK))
            for i, shard in reversed(shards.items())
        ]
        found.append(sent(nearness.merge(parts, limits, number * blocking.BLOCK)))
    assert len(shards) > 1
    assert_same(candidates(forms, shape), blocking.gather(found))


T = TypeVar("T")


def sent(thing: T) -> T:
    """As it arrives in another process."""
    arrived: T = pickle.loads(pickle.dumps(thing))
    return arrived


@pytest.mark.usefixtures("small_blocks")
def test_the_work_of_a_block_may_be_cut_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = crowd(300)
    whole = candidates(forms, Shape.NAME)
    for at_once in (1, 50, 1_000):
        monkeypatch.setattr(nearness, "_AT_ONCE", at_once)
        assert_same(whole, candidates(forms, Shape.NAME))


@pytest.mark.usefixtures("small_blocks")
def test_it_tells_how_far_it_is_and_can_be_stopped() -> None:
    heard: list[tuple[int, int]] = []
    candidates(crowd(300), Shape.NAME, progress=lambda *step: heard.append(step))
    assert heard == sorted(heard)
    assert heard[0][0] == 0
    assert heard[-1][0] == heard[-1][1]

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        candidates(crowd(300), Shape.NAME, progress=stop)


def test_hardly_more_may_hold_a_key_among_a_million() -> None:
    for shape in Shape:
        few, many, most = (blocking.limits_of(n, shape) for n in (1_000, 100_000, 1_000_000))
        assert few == (1_000, 1_000, 0.0)
        assert many.holders < most.holders < 2 * many.holders


def test_a_few_forms_more_are_no_cliff() -> None:
    for shape in Shape:
        steps = [blocking.limits_of(n, shape) for n in (2_001, 5_000, 20_000, 200_000)]
        assert steps == sorted(steps, key=lambda limits: (-limits.most, limits.least))
        assert steps[0].most > 200
        assert steps[-1][1:] == (blocking.MOST[shape], blocking.LEAST[shape])
