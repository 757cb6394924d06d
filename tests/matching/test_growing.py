"""Forms that are added: compared with all that are there, at the cost of what is new."""

import pytest

from annotations.codebook import Shape
from annotations.matching import growing
from annotations.matching.blocking import Candidates, blocks_of, candidates
from annotations.matching.growing import Index
from tests.matching.test_blocking import crowd, many, named  # noqa: F401 (a fixture)


def pairs_of(found: Candidates) -> set[tuple[int, int]]:
    return set(zip(found.left.tolist(), found.right.tolist(), strict=True))


@pytest.mark.parametrize("shape", list(Shape))
def test_few_forms_meet_as_if_all_had_come_at_once(shape: Shape) -> None:
    forms = crowd(200)
    index = Index(blocks_of(forms[:150], shape))
    found = pairs_of(index.extend(forms[150:]))
    assert len(index) == len(forms)
    assert found == {pair for pair in pairs_of(candidates(forms, shape)) if pair[1] >= 150}
    assert found


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Mohammed Khalid", "Muhammad Khaled"),
        ("Jamal Williams", "Williams"),
        ("Williams", "Jamal Williams"),
        ("UAE", "United Arab Emirates"),
        ("United Arab Emirates", "UAE"),
        ("Kordula Essery", "Kordula Esery"),
    ],
)
def test_wordings_of_one_name_meet_whichever_comes_first(old: str, new: str) -> None:
    forms = named(old, "Zoe") + crowd(50)
    index = Index(blocks_of(forms, Shape.NAME))
    assert pairs_of(index.extend(named("Someone Else", new))) >= {(0, len(forms) + 1)}


def test_nothing_there_and_nothing_new() -> None:
    index = Index(blocks_of([], Shape.NAME))
    assert pairs_of(index.extend([])) == set()
    assert pairs_of(index.extend([()])) == set()
    assert pairs_of(index.extend([("essery",), ("essery",)])) == {(1, 2)}
    assert pairs_of(index.extend([("essery",)])) == {(1, 3), (2, 3)}


def test_layers_put_together_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = crowd(400)

    def added(layers: int) -> list[set[tuple[int, int]]]:
        monkeypatch.setattr(growing, "_LAYERS", layers)
        index = Index(blocks_of(forms[:100], Shape.NAME))
        return [pairs_of(index.extend(forms[i : i + 20])) for i in range(100, len(forms), 20)]

    assert added(100) == added(2)


@pytest.mark.usefixtures("many")
def test_the_work_is_that_of_the_new_ones() -> None:
    new = crowd(50, seed=2)

    def work(there: int) -> int:
        index = Index(blocks_of(crowd(there), Shape.NAME))
        index.extend(new)
        return index.work

    small, large = work(2_000), work(16_000)
    assert small > len(new)
    assert large < 4 * small
    assert work(0) < small
