"""Where a character stands next, or stood last: what is found for one typed key.

Offsets are codepoints. A character is found only where it is all of a grapheme: ``e`` is not found
in a decomposed ``é``, which ``é`` finds in either form.
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from unicodedata import normalize

import regex

from annotations.text.segments import Stretch

DRESSED: Mapping[str, str] = MappingProxyType(
    {
        "'": "‘’‚‛`´",
        '"': "“”„‟«»",
        "-": "‐‑‒–—−",
        " ": "\t\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000",
    }
)
"""What a plain character finds, too, as most keyboards have no other."""

_MARK = r"[\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}]"


def find(
    text: str, character: str, place: int, count: int = 1, *, back: bool = False, end: bool = False
) -> Stretch | None:
    """Find the next occurrence of a character; a small letter finds the capital, too.

    Args:
        text: The stored text.
        character: One character as it was typed.
        place: Where to look from; an occurrence that starts there is not meant.
        count: Which occurrence, from 1.
        back: Whether to look towards the start.
        end: Whether the place is the end of something, so that the occurrence that starts there is
            meant, and the one that ends there is not.

    Returns:
        Where it stands; None where there are not so many.
    """
    forms = _forms(text, character)
    if not forms:
        return None
    pattern = _pattern(forms, exact=character.isupper(), back=back)
    found = pattern.finditer(text, *((0, place) if back else (place,)))
    meant = (
        Stretch(*match.span())
        for match in found
        if (match.end() if back else match.start()) != place or end is not back
    )
    return next(islice(meant, max(1, count) - 1, None), None)


def _forms(text: str, character: str) -> tuple[str, ...]:
    """The forms of a character that a text has: those that it has not would slow the search."""
    forms = {character, *(normalize(form, character) for form in ("NFC", "NFD"))}
    forms.update(DRESSED.get(character, ""))
    return tuple(
        form
        for form in sorted(forms)
        if any(case in text for case in (form, form.upper(), form.lower()))
    )


@lru_cache(maxsize=64)
def _pattern(forms: tuple[str, ...], *, exact: bool, back: bool) -> "regex.Pattern[str]":
    flags = regex.REVERSE * back | regex.IGNORECASE * (not exact)
    wanted = "|".join(map(regex.escape, forms))
    return regex.compile(rf"(?<!\u200d)(?:{wanted})(?!{_MARK})", flags)
