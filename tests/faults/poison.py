"""A case in which everything that comes from outside attacks whoever shows it.

It is the worked example of `tests.worked`, so that every screen has something to show, with a
control sequence after every few words of its texts, titles, outlets, notes and names.
"""

import json
from itertools import accumulate, cycle
from pathlib import Path
from typing import Any

from annotations.review.records import Mode
from annotations.workspace import Workspace
from tests import worked

ATTACKS = (
    "\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x07", "\x1b[c", "\x1b[2J", "\x1b[6n\x1b[>0q", "\x9b31m",
    "\x9d0;x\x9c", "\x1bP+q544e\x1b\\", "\x1b_apc\x1b\\", "\x1b[?1049l", "\x07\x08\x0b\x0c\x7f\x85",
    "\u202eright to left\u202c", "\u2066isolated\u2069", "\u200f\u061c", "[/b] [1] [bold",
    "[@click=app.quit]click[/]", "[link=file:///etc/passwd]x[/link]", "\U000e0041\ufeff\u2028",
    "<script>alert(1)</script>", "]]>&#27;", "=HYPERLINK(1)", "e\u0301\u200d🙂\ufe0f", "\x1b[200~x",
)  # fmt: skip
"""Each begins with a control, or with something that a markup or a format would make of it."""

ALL = " ".join(ATTACKS)
ANNOTATOR, SECOND = "[/b]\u202eana [@click=app.quit]", "\u2066ben [1]"
"""Names as bad as they may be: no control is allowed in them."""

LABELS = {"claim": "[/b]claim\u202e", "source": "[@click=app.quit]source", "entity": "\u2067entity"}
KINDS = {"same": "[/]same\u202e", "different": "\u202edifferent", "contradicts": "[1]contradicts"}
_EVERY = 6  # words between two attacks
_PLACE = "\x1b]0;x\x07\x1b[31m\u202e [@click=app.quit]"


def codebook() -> str:
    """A codebook with labels, kinds and guidelines likewise."""
    shapes = {"claim": ("c", "statement"), "source": ("s", "source"), "entity": ("e", "name")}
    keys = {"same": "y", "different": "n", "contradicts": "!"}
    lines = [f"name = {_quoted(LABELS['claim'])}"]
    for label, (key, shape) in shapes.items():
        fields = {"name": LABELS[label], "key": key, "shape": shape, "role": label}
        lines += ["[[labels]]", *_fields(fields | {"guideline": ALL})]
    for kind, key in keys.items():
        fields = {"name": KINDS[kind], "key": key, "means": kind, "guideline": ALL}
        lines += ["[[link_kinds]]", *_fields(fields)]
    return "\n".join(lines)


def _fields(fields: dict[str, str]) -> list[str]:
    # TOML takes JSON's escapes, but for halves of surrogate pairs.
    return [f"{key} = {_quoted(value)}" for key, value in fields.items()]


def _quoted(value: str) -> str:
    plain = (c if " " <= c <= "~" and c not in '"\\' else f"\\U{ord(c):08x}" for c in value)
    return f'"{"".join(plain)}"'


def poisoned(text: str) -> tuple[str, list[int]]:
    """A text with an attack after every few words; where each of its codepoints has gone."""
    attacks, parts, words = cycle(ATTACKS), list[str](), 0
    for character in text:
        words += character == " "
        at = character == " " and words % _EVERY == 0
        parts.append(f" {next(attacks)} " if at else character)
    return "".join(parts), [0, *accumulate(map(len, parts))]


def article(line: str) -> dict[str, Any]:
    """A line of an export, poisoned; offsets go along."""
    fields: dict[str, Any] = json.loads(line)
    text, moved = poisoned(fields["text"])
    for number, span in enumerate(fields["spans"]):
        start, end = moved[span["start"]], moved[span["end"] - 1]
        end += moved[span["end"]] - end  # the last character of a span is no space
        span |= {"start": start, "end": end, "text": text[start:end], "annotator": ANNOTATOR}
        span |= {"label": LABELS[span["label"]], "note": ALL if number % 2 else None}
    for relation in fields["relations"]:
        relation["annotator"] = ANNOTATOR
    return fields | {
        "text": text,
        "text_sha256": None,
        "title": f"{fields['title']} {ALL}",
        "outlet": f"{fields['outlet']} {ALL}",
        "url": f"https://example.org/{ALL}",
        "language": ALL,
        "meta": {ALL: ALL},
    }


def link(line: str) -> dict[str, Any]:
    """A line of an export of links, poisoned."""
    fields: dict[str, Any] = json.loads(line)
    label = LABELS[fields["label"]]
    said = {"verdict": KINDS[fields["verdict"]], "annotator": ANNOTATOR, "note": ALL}
    return fields | said | {"label": label, "reasons": [], "against": []}


def case(folder: Path) -> Path:
    """Make the case in a folder, in files with names as bad; gives its path."""
    clean = folder / "clean.db"
    with Workspace.open(clean, "ana", create=True) as ws:
        worked.annotate(ws)
        lines = [json.dumps(article(line)) for line in ws.exporting.lines()]
        lines += [json.dumps(link(line)) for line in ws.exporting.lines("links")]
    clean.unlink()
    (file := folder / f"in {_PLACE}.jsonl").write_text("\n".join(lines))
    path = folder / f"case {_PLACE}.db"
    with Workspace.open(path, ANNOTATOR, create=True) as ws:
        ws.set_codebook(codebook(), f"book {_PLACE}.toml")
        ws.importing.file(file)
        ws.links.match()
        _name(ws)
    with Workspace.open(path, SECOND) as ws:
        _read_again(ws)
        _verify(ws)
    return path


def _name(ws: Workspace) -> None:
    """Call a few things by names as bad as they may be."""
    for number, span in enumerate(ws.spans.in_article(ws.articles.ids()[0])):
        if span.label != LABELS["claim"]:
            ws.naming.name([span.id], f"\u202e[/b] [@click=app.quit] {number}")


def _read_again(ws: Workspace) -> None:
    """Read it blind as well: other boundaries and labels, and some missing."""
    first = {a: ws.spans.in_article(a) for a in ws.articles.ids()}
    ws.assigning.begin(Mode.BLIND)
    for spans in first.values():
        for number, span in enumerate(spans):
            label = LABELS["source"] if number % 4 == 1 else span.label
            if number % 3:
                mine = ws.spans.tag(span.document, span.start, span.end, label)
                ws.spans.annotate(mine.id, ALL)
    ws.assigning.end(Mode.BLIND)


def _verify(ws: Workspace) -> None:
    """Verify some of it, with remarks."""
    ws.assigning.begin(Mode.VERIFY, of=ANNOTATOR)
    reason = ws.codebook().reasons[0].code
    for number, item in enumerate(ws.verifying.items(ANNOTATOR)[:8]):
        if number % 2:
            ws.verifying.reject(item, reason, ALL)
        else:
            ws.verifying.agree(item, ALL)
