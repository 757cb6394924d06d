"""Which quotation marks of a paragraph open, which close, and which of them belong together.

Shape alone does not tell: ``“`` opens in English and closes in German, ``»`` closes in French and
opens in Danish, ``"`` does either, and ``’`` is mostly an apostrophe. So the neighbours decide
first, the shape second, and what is already open last. Offsets are codepoints, half-open.
"""

from dataclasses import dataclass

import regex

MARKS = frozenset("“”„\"‘’'«»")
"""The quotation marks that European languages write most."""

_FAMILIES = ('“”„‟"＂〝〞〟', "«»", "‹›", "‘’‚‛'", "「」", "『』")
_FAMILY = {mark: family for family in _FAMILIES for mark in family}
_SINGLE = _FAMILY["'"]
_OPENING = "“„‟«‹‘‚‛「『〝"
_CLOSING = "”»›’」』〞〟"
_EITHER = "\"'＂"
_STOPS = ".,;:!?)]}、。，；：！？）］】،؛؟।"
_BEFORE_OPENING = _OPENING + _EITHER + "([{—–-/（［【"
_DEEPEST = 8  # quotations in quotations: more is a text with broken marks
_AFTER_CLOSING = _CLOSING + _EITHER + _STOPS + "…—–-/"

# A mark that a combining mark sits on, or that a prepended sign precedes, is part of a longer
# grapheme and cannot be cut off from it.
_MARK = regex.compile(
    rf"(?<!\p{{GCB=Prepend}})[{''.join(_FAMILY)}]"
    r"(?![\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}])"
)


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotation marks of one paragraph."""

    pairs: tuple[tuple[int, int], ...]
    """Offsets of an opening and its closing mark, in the order of the opening ones."""
    opened: int | None
    """The last mark that opens a quotation and that nothing closes. Single quotes never count."""
    stray: tuple[int, ...]
    """All marks without a partner, except single ones, which may well be apostrophes."""


def pair(text: str, start: int, end: int) -> Quotes:
    """Pair the quotation marks of ``text[start:end]``; single ones only where they clearly quote.

    A closing mark may differ from the opening one within a family (``“so"``), as on real pages.
    """
    pairs: list[tuple[int, int]] = []
    stray: list[int] = []
    open_: list[int] = []
    for match in _MARK.finditer(text, start, end):
        place, family = match.start(), _FAMILY[match[0]]
        before = text[place - 1] if place > start else " "
        after = text[place + 1] if place + 1 < end else " "
        inside = [_FAMILY[text[other]] for other in open_]
        if _opens(match[0], before, after, is_open=family in inside):
            open_.append(place)
            if len(open_) > _DEEPEST:
                stray.append(open_.pop(0))
        elif family in (inside[-1:] if family == _SINGLE else inside) and not (
            family == _SINGLE and after.isalnum()
        ):
            depth = len(inside) - 1 - inside[::-1].index(family)
            pairs.append((open_[depth], place))
            stray += open_[depth + 1 :]
            del open_[depth:]
        else:
            stray.append(place)
    doubles = [place for place in open_ if _FAMILY[text[place]] != _SINGLE]
    return Quotes(
        tuple(sorted(pairs)),
        doubles[-1] if doubles else None,
        tuple(sorted(mark for mark in stray + open_ if _FAMILY[text[mark]] != _SINGLE)),
    )


def _opens(mark: str, before: str, after: str, *, is_open: bool) -> bool:
    """Whether a mark between two characters opens a quotation."""
    if mark == "’" or (mark in _SINGLE and (before.isalnum() or after.isdigit())):
        return False
    # Behind a mark that opens, something is said: « Oui », dit-il.
    could_open = not (after.isspace() or after in _STOPS) and (
        before.isspace() or before in _BEFORE_OPENING
    )
    could_close = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    if could_open != could_close:
        return could_open
    if mark in _EITHER:
        return not is_open
    return mark in _OPENING
