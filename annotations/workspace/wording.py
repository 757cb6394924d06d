"""What acts of a review were on, in words for a list."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from annotations.review.records import Content, Kind, Mode

Row = Mapping[str, Any]

_LONGEST = 50
WRONG = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What is raised on the way to words where an act holds something else than it should."""

_OF_REVIEWS = {"assignments", "reviews", "replies", "resolutions"}


def short(text: str) -> str:
    """A text on one line, cut to a decent length."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def review_object(action: str, changes: Sequence[dict[str, Any]]) -> str | None:
    """What follows the verb of an act of a review; None for any other act, or one that is damaged.

    Args:
        action: The act's own word: ``rule``, ``begin blind``.
        changes: Its changed rows.
    """
    told = _TOLD.get(action)
    try:
        # None of them is there for one who works blind; with a ruling there may go what it put in.
        rows = [change["after"] for change in changes if change["table"] in _OF_REVIEWS]
        return told(rows) if told and rows else None
    except WRONG:
        return None


def _ruled(rows: Sequence[Row]) -> str:
    row = rows[0]
    return f"{row['ruling']} on {_thing(row['kind'], json.loads(row['before']))}"


def _added(rows: Sequence[Row]) -> str:
    ruling = rows[-1]
    return _thing(ruling["kind"], json.loads(ruling["before"]))


def _replied(rows: Sequence[Row]) -> str:
    return f"{rows[0]['reply']} a correction"


def _settled(rows: Sequence[Row]) -> str:
    row = rows[0]
    versions = [version["content"] for version in json.loads(row["versions"])]
    held = [*json.loads(row["chosen"]), *filter(None, versions)]
    return f"{row['choice']} ({_thing(row['kind'], held[0] if held else {})})"


def _passed(rows: Sequence[Row]) -> str:
    articles = "1 article" if len(rows) == 1 else f"{len(rows):,} articles"
    return articles if rows[0]["mode"] == Mode.BLIND else f"{rows[0]['of']} in {articles}"


def _thing(kind: str, content: Content) -> str:
    match kind:
        case Kind.ATTRIBUTION:
            return "an attribution"
        case Kind.LINK:
            return f"a link: {content['kind']}" if "kind" in content else "a link"
    return f"{content.get('label', 'span')} “{short(content.get('text', ''))}”"


_TOLD: dict[str, Callable[[Sequence[Row]], str]] = {
    "rule": _ruled,
    "clear ruling": _ruled,
    "add missing": _added,
    "reply": _replied,
    "resolve": _settled,
    "reopen disagreement": _settled,
    **{f"{does} {mode}": _passed for does in ("begin", "end", "reopen") for mode in Mode},
}
