"""What the evidence is worth: the weights of a model, and the readable file that holds them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from pathlib import Path

from annotations.codebook import Shape

_FILE = Path(__file__).with_name("weights.toml")
_SEMANTIC = _FILE.with_stem("weights-semantic")
_KEY = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over standardised features; all tuples are in one order."""

    names: tuple[str, ...]
    """The features."""
    means: tuple[float, ...]
    """What is taken from each feature."""
    scales: tuple[float, ...]
    """What it is divided by then, above 0."""
    coefficients: tuple[float, ...]
    """What one scale of a feature adds to the log odds."""
    intercept: float
    """The log odds where every feature is at its mean."""

    def __post_init__(self) -> None:
        columns = (self.means, self.scales, self.coefficients)
        if any(len(column) != len(self.names) for column in columns):
            raise ValueError("a feature lacks its mean, scale or weight")
        if not all(map(isfinite, (*self.means, *self.scales, *self.coefficients, self.intercept))):
            raise ValueError("a weight is no finite number")
        if not all(scale > 0 for scale in self.scales):
            raise ValueError("a scale is not above 0")


@cache
def shipped() -> Mapping[Shape, Weights]:
    """The weights that come with the program."""
    return load(_FILE.read_text(encoding="utf-8"))


def shipped_semantic() -> Mapping[Shape, Weights]:
    """The same for where it is known what statements mean."""
    return {**shipped(), **_of_meaning()}


@cache
def _of_meaning() -> Mapping[Shape, Weights]:
    return load(_SEMANTIC.read_text(encoding="utf-8"))


def load(text: str) -> dict[Shape, Weights]:
    """Read weights: a table for each shape, and in it one for each feature.

    Raises:
        ValueError: It is no such file.
    """
    try:
        return {Shape(shape): _read(table) for shape, table in tomllib.loads(text).items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no weights of features: {error}") from error


def _read(table: Mapping[str, object]) -> Weights:
    features = {name: entry for name, entry in table.items() if name != "intercept"}
    return Weights(
        names=tuple(features),
        means=_column(features, "mean"),
        scales=_column(features, "scale"),
        coefficients=_column(features, "weight"),
        intercept=float(table["intercept"]),  # type: ignore[arg-type]  # TypeError is caught
    )


def _column(features: Mapping[str, object], key: str) -> tuple[float, ...]:
    return tuple(float(entry[key]) for entry in features.values())  # type: ignore[index]  # likewise


def dump(weights: Mapping[Shape, Weights]) -> str:
    """Write weights, so that `load` gives the same to the last bit.

    Raises:
        ValueError: A feature's name is no plain key.
    """
    return "\n".join(line for shape, model in weights.items() for line in _lines(shape, model))


def _lines(shape: Shape, model: Weights) -> Iterable[str]:
    yield f"[{shape}]"
    yield f"intercept = {float(model.intercept)!r}"
    rows = zip(model.names, model.coefficients, model.means, model.scales, strict=True)
    for name, weight, mean, scale in rows:
        if not _KEY.fullmatch(name) or name == "intercept":
            raise ValueError(f"a feature cannot be called {name!r}")
        numbers = f"weight = {float(weight)!r}, mean = {float(mean)!r}, scale = {float(scale)!r}"
        yield f"{name} = {{ {numbers} }}"
    yield ""
