"""The logistic model: its file, its probabilities, what it learns and when it does not."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from annotations.codebook import Shape
from annotations.matching.scorer import learn, log_odds, probabilities, train
from annotations.matching.weights import Weights, dump, load

PLAIN = Weights(("alike", "length"), (0.5, 10.0), (0.25, 4.0), (2.0, -0.5), -1.0)
NUMBERS = st.floats(-1e6, 1e6)


def rows(count: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal((0.5, 10.0), (0.25, 4.0), (count, 2))


def truths(weights: Weights, evidence: np.ndarray, seed: int = 2) -> np.ndarray:
    """Verdicts as a model would have them."""
    chance = np.random.default_rng(seed).random(len(evidence))
    return chance < probabilities(weights, evidence)


# -- the file ------------------------------------------------------------------------------------


def test_the_file_is_read_by_people() -> None:
    assert dump({Shape.NAME: PLAIN}).splitlines() == [
        "[name]",
        "intercept = -1.0",
        "alike = { weight = 2.0, mean = 0.5, scale = 0.25 }",
        "length = { weight = -0.5, mean = 10.0, scale = 4.0 }",
    ]


@given(st.lists(st.tuples(NUMBERS, st.floats(1e-9, 1e9), NUMBERS), max_size=4), NUMBERS)
def test_what_is_written_is_read_to_the_last_bit(
    columns: list[tuple[float, float, float]], intercept: float
) -> None:
    means, scales, coefficients = zip(*columns, strict=True) if columns else ((), (), ())
    names = tuple(f"f{number}" for number in range(len(columns)))
    weights = {
        Shape.NAME: Weights(names, means, scales, coefficients, intercept),
        Shape.STATEMENT: PLAIN,
    }
    assert load(dump(weights)) == weights


@pytest.mark.parametrize(
    "text",
    [
        "[name]\nalike = { weight = 1.0, mean = 0.0, scale = 1.0 }",
        "[name]\nintercept = 0.0\nalike = { weight = 1.0, mean = 0.0 }",
        "[name]\nintercept = 0.0\nalike = 1.0",
        "[name]\nintercept = 0.0\nalike = { weight = nan, mean = 0.0, scale = 1.0 }",
        "[name]\nintercept = 0.0\nalike = { weight = 1.0, mean = 0.0, scale = 0.0 }",
        "[name]\nintercept = []",
        "[fable]\nintercept = 0.0",
        "name = 1",
        "[name",
    ],
)
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        load(text)


@pytest.mark.parametrize("name", ["intercept", "two words", "a]", ""])
def test_a_name_that_is_no_key_is_not_written(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be called"):
        dump({Shape.NAME: replace(PLAIN, names=(name, "length"))})


# -- probabilities -------------------------------------------------------------------------------


def test_log_odds_by_hand() -> None:
    assert_allclose(log_odds(PLAIN, [[0.75, 14.0], [0.5, 10.0]]), [-1 + 2 - 0.5, -1.0])
    assert_allclose(probabilities(PLAIN, [[0.5, 10.0]]), [1 / (1 + np.e)])


def test_extremes_are_probabilities_still() -> None:
    likely = probabilities(PLAIN, [[1e9, 0.0], [-1e9, 0.0]])
    assert likely.tolist() == [1.0, 0.0]


def test_a_pair_has_the_same_probability_in_any_company() -> None:
    many = rows(1001)
    alone = [probabilities(PLAIN, many[n : n + 1])[0] for n in range(len(many))]
    assert probabilities(PLAIN, many).tolist() == alone


def test_no_pairs_have_no_probabilities() -> None:
    assert probabilities(PLAIN, []).shape == (0,)


@pytest.mark.parametrize("evidence", [[[1.0]], [1.0, 2.0], [[1.0, 2.0, 3.0]]])
def test_evidence_of_other_features_is_refused(evidence: list[object]) -> None:
    with pytest.raises(ValueError, match="for 2 features"):
        probabilities(PLAIN, evidence)  # type: ignore[arg-type]  # what is wrong is the point


# -- learning ------------------------------------------------------------------------------------


def test_without_verdicts_nothing_is_learnt() -> None:
    assert learn(PLAIN, [], []) is PLAIN


def test_verdicts_as_foretold_change_little() -> None:
    evidence = rows(400)
    learnt = learn(PLAIN, evidence, truths(PLAIN, evidence))
    assert_allclose(learnt.coefficients, PLAIN.coefficients, atol=0.5)


def test_it_learns_what_this_workspace_is_like() -> None:
    other = replace(PLAIN, coefficients=(-1.0, 2.0), intercept=1.0)
    evidence, unseen = rows(200), rows(2000, seed=5)
    learnt = learn(PLAIN, evidence, truths(other, evidence), penalty=5.0)
    said, old, best = (probabilities(w, unseen) for w in (learnt, PLAIN, other))
    assert abs(said - best).mean() < abs(old - best).mean() / 4
    assert (learnt.names, learnt.means, learnt.scales) == (PLAIN.names, PLAIN.means, PLAIN.scales)


def test_it_is_where_the_posterior_is_highest() -> None:
    evidence = rows(60)
    right = ~truths(PLAIN, evidence)
    learnt = learn(PLAIN, evidence, right, penalty=5.0, offset_penalty=2.0)
    assert learnt is not PLAIN
    away = np.array(learnt.coefficients) - PLAIN.coefficients
    wrong = probabilities(learnt, evidence) - right
    standard = (evidence - PLAIN.means) / PLAIN.scales
    assert_allclose(wrong @ standard + 5.0 * away, 0.0, atol=1e-4)
    assert_allclose(wrong.sum() + 2.0 * (learnt.intercept - PLAIN.intercept), 0.0, atol=1e-4)


@pytest.mark.parametrize("same", [True, False])
@pytest.mark.parametrize("count", [1, 2, 30, 500])
def test_verdicts_of_one_kind_are_no_trouble(same: bool, count: int) -> None:
    learnt = learn(PLAIN, rows(count), [same] * count)
    moved = learnt.intercept - PLAIN.intercept
    assert moved >= 0 if same else moved <= 0
    assert abs(moved) < 10


def test_verdicts_that_a_line_parts_are_no_trouble() -> None:
    evidence = rows(100)
    learnt = learn(PLAIN, evidence, evidence[:, 1] > 10, penalty=5.0)
    assert learnt.coefficients[1] > 1
    assert max(map(abs, learnt.coefficients)) < 50


def test_features_that_are_far_out_or_say_one_thing_are_no_trouble() -> None:
    evidence = np.array([[1e7, 10.0], [-1e7, 10.0], [0.5, 10.0], [0.5, 10.0]])
    learnt = learn(PLAIN, evidence, [False, True, True, False])
    assert all(map(np.isfinite, (*learnt.coefficients, learnt.intercept)))


def test_the_order_of_the_verdicts_does_not_matter() -> None:
    evidence = rows(50)
    right = ~truths(PLAIN, evidence)
    order = np.random.default_rng(3).permutation(50)
    learnt = learn(PLAIN, evidence, right)
    assert learnt is not PLAIN
    assert learn(PLAIN, evidence[order], right[order]) == learnt


def test_what_does_not_help_is_not_learnt() -> None:
    # One verdict of a kind cannot be checked against another; noise foretells nothing.
    assert learn(PLAIN, rows(1), [True]) is PLAIN
    evidence = rows(12)
    noise = [number % 2 == 0 for number in range(12)]
    even = replace(PLAIN, coefficients=(0.0, 0.0), intercept=0.0)
    assert learn(even, evidence, noise, penalty=1e-3) is even


def test_as_many_verdicts_as_rows() -> None:
    with pytest.raises(ValueError, match="3 rows of evidence for 2 verdicts"):
        learn(PLAIN, rows(3), [True, False])


def test_training_finds_the_model_again() -> None:
    evidence = rows(20_000)
    found = train(PLAIN.names, evidence, truths(PLAIN, evidence))
    unseen = rows(100, seed=9)
    assert_allclose(probabilities(found, unseen), probabilities(PLAIN, unseen), atol=0.03)
    assert_allclose(found.means, evidence.mean(axis=0))


def test_training_leaves_a_feature_that_never_changes() -> None:
    evidence = np.column_stack((rows(100)[:, 0], np.full(100, 7.0)))
    found = train(PLAIN.names, evidence, truths(PLAIN, rows(100)))
    assert (found.scales[1], found.coefficients[1]) == (1.0, 0.0)


# -- calibration ---------------------------------------------------------------------------------
