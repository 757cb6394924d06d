"""What wordings mean, as far as a small model knows: one more column of evidence, if wanted.

The model is that of WordLlama (MIT): 32,000 vectors of pieces of words, taken out of a language
model, whose mean stands for a text. It comes inside the package ``wordllama``, which the optional
extra ``diptych[semantic]`` installs. Its two files are read as they lie there; the package itself
is not imported, and nothing is ever fetched. Any other model goes the same way: an `Embedder`.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from annotations.errors import Refused
from annotations.matching.bags import Array, Places

if TYPE_CHECKING:
    from tokenizers import Tokenizer

INSTALL = "pip install 'diptych[semantic]'"
"""What brings the model."""

Vectors = NDArray[np.float16]

_BATCH = 4_096
"""Texts embedded in one go."""
_PAIRS = 65_536
"""Pairs compared in one go."""
_LONGEST = 2_000
"""Codepoints of a text that are read."""
_WEIGHTS = Path("weights", "l2_supercat_256.safetensors")
_PIECES = Path("tokenizers", "l2_supercat_tokenizer_config.json")


class Embedder(Protocol):
    """Gives a vector for what a text means; the same text always has the same one."""

    @property
    def name(self) -> str:
        """Which model: kept with every proposal, as part of the matcher's name."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each text, of any length; zeros for one that means nothing."""


class WordLlama:
    """The model of WordLlama, read when it is first asked."""

    name = "wordllama"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Embedder`.

        Raises:
            Refused: The extra is not installed.
        """
        vectors, pieces = model()
        rows = np.zeros((len(texts), vectors.shape[1]), np.float32)
        encoded = pieces.encode_batch([*texts], add_special_tokens=False)
        for row, text in zip(rows, encoded, strict=True):
            if text.ids:
                row[:] = vectors[text.ids].mean(axis=0, dtype=np.float32)
        return rows


class Model(NamedTuple):
    """A model in memory."""

    vectors: Vectors
    """One for each piece of a word."""
    pieces: "Tokenizer"
    """What takes a text to pieces."""


@cache
def model() -> Model:
    """The model that the extra brings.

    Raises:
        Refused: It is not installed.
    """
    try:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer
    except ImportError:
        raise Refused(f"no model of meanings is installed: {INSTALL}") from None
    found = find_spec("wordllama")
    folders = [Path(one) for one in (found and found.submodule_search_locations) or ()]
    for folder in folders:
        if (folder / _WEIGHTS).is_file() and (folder / _PIECES).is_file():
            vectors = load_file(folder / _WEIGHTS)["embedding.weight"]
            return Model(vectors, Tokenizer.from_file(str(folder / _PIECES)))
    raise Refused(f"no model of meanings is installed: {INSTALL}")


def installed() -> bool:
    """Whether the extra is there."""
    try:
        return bool(model())
    except Refused:
        return False


def vectors_of(texts: Sequence[str], embedder: Embedder) -> Vectors:
    """A unit vector for each text, or zeros: read in batches, and small in memory."""
    parts = [_units(embedder.embed(batch)) for batch in _batches(texts)]
    return np.concatenate(parts) if parts else np.zeros((0, 1), np.float16)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    for begin in range(0, len(texts), _BATCH):
        yield [text[:_LONGEST] for text in texts[begin : begin + _BATCH]]


def _units(rows: NDArray[np.float32]) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    units = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    result: Vectors = units.astype(np.float16)
    return result


def nearness(vectors: Vectors, left: Places, right: Places) -> Array:
    """How near the meanings of pairs are, -1 to 1; 0 where one means nothing."""
    found = np.zeros(len(left))
    for begin in range(0, len(left), _PAIRS):
        part = slice(begin, begin + _PAIRS)
        one, other = (vectors[ends[part]].astype(np.float32) for ends in (left, right))
        found[part] = np.einsum("ij,ij->i", one, other)
    return found
