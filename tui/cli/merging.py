"""`diptych merge`: copies of a workspace come together."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import options, talk
from tui.text.amounts import counted
from tui.text.display import one_line

if TYPE_CHECKING:
    from annotations.workspace.merging import Conflict, Merged

_QUOTED = 60
"""How many characters of anything that is quoted are shown."""


@click.command(epilog=options.example("diptych merge case.db ben.db"))
@options.workspace
@click.argument("other", metavar="OTHER.db", type=options.PATH)
@options.annotator
@options.as_json
def merge(case: Path, other: Path, annotator: str, *, as_json: bool) -> int:
    """Put into CASE.db what was done in another copy of it.

    OTHER.db is a copy of the workspace, or one that was made from the same articles; it is only
    read. Articles are the same where their texts are. What one copy says against the other is one
    line each: the later version is kept, and the other one beside it, in a layer of its own.
    Merging again changes nothing.
    """
    with options.opened(case, annotator) as workspace, talk.bar("merging") as progress:
        merged = workspace.merging.take_in(other, progress)
    if as_json:
        told = merged._asdict()
        talk.out_json(told | {"conflicts": [one._asdict() for one in merged.conflicts]})
    else:
        for conflict in merged.conflicts:
            talk.out(_line(conflict))
    talk.say(_tally(case, other, merged))
    return 0


def _line(conflict: "Conflict") -> str:
    """A conflict in one line, each part of it made safe for itself."""
    where = _where(conflict)
    if conflict.other is None:
        return f"{where}: taken away in one copy, worked on in the other: kept"
    place = f"the layer “{one_line(conflict.layer)}”" if conflict.layer else "the history"
    return f"{where}: {_short(conflict.kept)} kept, {_short(conflict.other)} is in {place}"


def _where(conflict: "Conflict") -> str:
    """What it is about: a kind, words, articles, an annotator."""
    quotes = " and ".join(f"“{_short(quote)}”" for quote in conflict.quotes)
    articles = " and ".join(f"“{_short(article)}”" for article in conflict.articles)
    if conflict.kind == "article":
        return f"{conflict.detail} of {articles}" if conflict.detail else f"article {articles}"
    what = f"{conflict.kind} {one_line(conflict.detail or '')}".strip()
    who = f"({one_line(conflict.who)})" if conflict.who else ""
    return " ".join(filter(None, (what, quotes, articles and f"in {articles}", who)))


def _short(text: str) -> str:
    return one_line(text, _QUOTED)


def _tally(case: Path, other: Path, merged: "Merged") -> str:
    if not merged.acts:
        return f"{case}: nothing new in {other}"
    came = [
        counted(number, thing)
        for number, thing in (
            (merged.articles, "article"),
            (merged.spans, "span"),
            (merged.attributions, "attribution"),
            (merged.links, "judgement"),
        )
        if number
    ]
    matched = f", {counted(merged.matched, 'article')} matched by text" if merged.matched else ""
    anew = f", {counted(merged.renumbered, 'article')} renumbered" if merged.renumbered else ""
    return (
        f"{case}: {counted(merged.acts, 'act')} of {other} merged:"
        f" {', '.join(came) or 'nothing'} added{matched}{anew},"
        f" {counted(len(merged.conflicts), 'conflict')} kept;"
        f" `diptych match {case}` proposes links anew"
    )
