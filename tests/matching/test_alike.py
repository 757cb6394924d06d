"""Which passages say what was claimed elsewhere."""

import pytest

from annotations.errors import Cancelled
from annotations.matching.alike import LEAST, alike
from annotations.matching.passages import Passages

TEXT = (
    "The harbour office will close in autumn. Swifts are back over the quay. "
    "“The harbour office will not close,” the mayor said."
)


def test_a_claim_is_found_again() -> None:
    claims = ["Swallows nest in barns", "The office of the harbour will close in autumn"]
    (found, *_) = alike(Passages(TEXT), claims)
    assert TEXT[slice(*found.stretch)] == "The harbour office will close in autumn."
    assert found.claim == 1
    assert found.score >= LEAST
    assert found.why


def test_nothing_is_like_nothing() -> None:
    assert alike(Passages(TEXT), []) == []
    assert alike(Passages(""), ["The harbour office will close"]) == []
    assert alike(Passages(TEXT), ["the office", "", "Wheat prices rose in Chicago"]) == []


def test_it_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        alike(Passages(TEXT, cancelled=lambda: True), ["The harbour office will close in autumn"])
