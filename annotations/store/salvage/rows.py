"""What state the acts and the rows that were found come to, every row of it sound.

The history says what is so, where nothing of it is missing. Where acts are gone, a row that was
found in a table stands for what they did, unless the history knows it as an earlier version. A row
that is no good goes, with the acts that speak of it; what hangs on it goes likewise, until nothing
is left that is no good.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from annotations.codebook import parse
from annotations.errors import CodebookError, WorkspaceDamaged
from annotations.store import history, schema, shapes
from annotations.store.history import Row
from annotations.store.salvage import kinds
from annotations.store.salvage.found import Found
from annotations.store.salvage.proof import Proven
from annotations.store.salvage.texts import Mended, Quote, mend

State = dict[str, dict[str, Row]]
Key = tuple[str, str]

REFERS: Mapping[str, Mapping[str, str]] = {
    "documents": {},
    "spans": {"document": "documents"},
    "attributions": {"document": "documents", "claim": "spans", "source": "spans"},
    "verdicts": {"left": "spans", "right": "spans"},
    "apart": {"span": "spans"},
    "names": {"span": "spans"},
    "together": {"span": "spans", "with": "spans"},
    "states": {"document": "documents"},
    "settings": {},
    "assignments": {"document": "documents"},
    "reviews": {"document": "documents"},
    "replies": {"review": "reviews"},
    "resolutions": {"document": "documents"},
}
"""What the rows of each table refer to, by column."""

_ONCE = {
    "attributions": ("claim", "source", "annotator", "label"),
    "verdicts": ("left", "right", "annotator"),
}
DAMAGED, LOST = " (text damaged)", " (text lost)"
"""What the title of an article says whose text is not what was imported."""


class Settled(NamedTuple):
    """What goes into the new file."""

    acts: list[Row]
    """The acts that are kept."""
    replayed: State
    """What these alone come to."""
    state: State
    """What there is."""
    texts: dict[str, str]
    """Text by SHA-256."""
    mended: dict[str, Mended | None]
    """What became of each text that is not as it was, by the identifier of its article."""


def settle(found: Found, proven: Proven) -> Settled:
    """Put together what goes into the new file."""
    acts, rows, whole = proven.acts, {**found.state}, not proven.lost
    while True:
        replayed = history.replay(iter(acts))
        state = _overlaid(replayed, rows, acts, whole=whole)
        _make_documents(state, found)
        texts, mended = _texts(state, acts, found)
        bad = {*_bad(state, texts)}
        if not bad:
            return Settled(acts, replayed, state, texts, mended)
        whole = False
        # Its row goes first, where there is one that is not the history's; then its acts.
        of_rows = {key for key in bad if _is_strange(key, rows, replayed)}
        of_acts = bad - of_rows
        left = [act for act in acts if not of_acts & {*keys(act)}]
        if not of_rows and len(left) == len(acts):
            raise WorkspaceDamaged("too much is damaged: go back to a backup")
        acts, rows = left, _without(rows, bad)


def _is_strange(key: Key, rows: State, replayed: State) -> bool:
    """Whether a row that was found is not what the history says."""
    table, row_id = key
    found = rows.get(table, {}).get(row_id)
    return found is not None and found != replayed[table].get(row_id)


def keys(act: Row) -> Iterator[Key]:
    """The rows that an act changed."""
    for change in json.loads(act["changes"]):
        yield change["table"], change["id"]


def _without(rows: State, bad: set[Key]) -> State:
    return {
        table: {row_id: row for row_id, row in kept.items() if (table, row_id) not in bad}
        for table, kept in rows.items()
    }


def _overlaid(replayed: State, rows: State, acts: list[Row], *, whole: bool) -> State:
    """What the history says, and the tables where it does not say all."""
    strange = {(t, i) for t, kept in rows.items() for i in kept if i not in replayed[t]}
    state = {table: {**kept} for table, kept in replayed.items()}
    if whole and not strange:
        return state
    differ = {
        (table, row_id)
        for table, kept in rows.items()
        for row_id, row in kept.items()
        if replayed[table].get(row_id, row) != row
    }
    earlier = _versions(acts, differ)
    for table, kept in rows.items():
        for row_id, row in kept.items():
            if row not in earlier.get((table, row_id), ()):
                state[table][row_id] = row
    return state


def _versions(acts: list[Row], wanted: set[Key]) -> dict[Key, list[Row | None]]:
    """All that some rows have been, as far as is known."""
    versions: dict[Key, list[Row | None]] = {}
    for act in acts if wanted else ():
        for change in json.loads(act["changes"]):
            key = change["table"], change["id"]
            if key in wanted:
                versions.setdefault(key, []).extend((change["before"], change["after"]))
    return versions


# -- articles and their texts --------------------------------------------------------------------


def _make_documents(state: State, found: Found) -> None:
    """Have an article for each text, and for each article that something lies in."""
    documents = state["documents"]
    free = {*_whole_texts(found)} - {row["sha256"] for row in documents.values()}
    for table, referred in REFERS.items():
        if "document" not in referred:
            continue
        for row in state[table].values():
            if row["document"] not in documents:
                spans = [s for s in state["spans"].values() if s["document"] == row["document"]]
                sha256 = next((s for s in sorted(free) if _fits(found, s, spans)), None)
                free -= {sha256}
                _make_document(documents, row["document"], sha256 or history.GENESIS)
    for sha256 in sorted(free):
        _make_document(documents, f"found-{sha256[:16]}", sha256)


def _whole_texts(found: Found) -> Iterator[str]:
    for sha256, texts in found.texts.items():
        if (mended := mend(sha256, texts, ())) and mended.whole:
            yield sha256


def _fits(found: Found, sha256: str, spans: list[Row]) -> bool:
    texts = [one.content for one in found.texts[sha256] if isinstance(one.content, str)]
    return bool(spans) and any(
        all(text[span["start"] : span["end"]] == span["text"] for span in spans) for text in texts
    )


def _make_document(documents: dict[str, Row], row_id: str, sha256: str) -> None:
    row: Row = dict.fromkeys(schema.STATE["documents"])
    place = max((one["ordinal"] for one in documents.values()), default=0) + 1
    note = json.dumps({"repair": "what was known of this article is lost"})
    documents[row_id] = row | {
        "id": row_id, "ordinal": place, "sha256": sha256, "meta": note, "deleted": 0,
    }  # fmt: skip


def _texts(
    state: State, acts: list[Row], found: Found
) -> tuple[dict[str, str], dict[str, Mended | None]]:
    """The text of every article, mended; articles whose text is another one now say so."""
    quotes = _quotes(state, acts)
    texts: dict[str, str] = {}
    mended: dict[str, Mended | None] = {}
    for row_id, row in state["documents"].items():
        wanted = row["sha256"]
        if wanted in texts:
            continue
        # Without a SHA-256 only its own spans can say anything about its text.
        known = quotes.get(row_id if wanted == history.GENESIS else wanted, [])
        best = mend(wanted, found.texts.get(wanted, ()), known)
        if best is None or not best.whole:
            mended[row_id] = best
            state["documents"][row_id] = _remarked(row, best)
        sha256 = state["documents"][row_id]["sha256"]
        texts[sha256] = best.text if best else _placeholder(row_id)
    return texts, mended


def _quotes(state: State, acts: list[Row]) -> dict[str, list[Quote]]:
    """What was quoted from each text, by its SHA-256 and by its article, the surest last."""
    shas = {row_id: row["sha256"] for row_id, row in state["documents"].items()}
    spans = [*_reviewed(state), *state["spans"].values()]
    for act in acts:
        changes = json.loads(act["changes"])
        spans += [change["after"] for change in changes if change["table"] == "spans"]
    quotes: dict[str, list[Quote]] = {}
    for span in spans:
        for name in {span["document"], shas.get(span["document"], span["document"])}:
            quotes.setdefault(name, []).append((span["start"], span["text"]))
    return quotes


def _reviewed(state: State) -> Iterator[Row]:
    """What rulings and settlements quote, where they can be read."""
    for table, read in (("reviews", shapes.review), ("resolutions", shapes.resolution)):
        for row in state[table].values():
            with suppress(*shapes.WRONG):
                for content in shapes.contents(read(row)):
                    if "text" in content:
                        yield {"document": row["document"], **content}


def _placeholder(row_id: str) -> str:
    return f"[The text of this article is lost: {row_id}]"


def _remarked(row: Row, mended: Mended | None) -> Row:
    """An article with another text than was imported, and with a remark that it has."""
    from annotations.text.intake import sha256

    text = mended.text if mended else _placeholder(row["id"])
    told: dict[str, Any] = {"text": "not what was imported", "sha256": row["sha256"]}
    if mended:
        told["unknown characters"] = mended.unknown
    meta = json.dumps({**json.loads(row["meta"]), "repair": told})
    title = (row["title"] or "").removesuffix(DAMAGED).removesuffix(LOST)
    title = f"{title}{DAMAGED if mended else LOST}".strip()
    return row | {"sha256": sha256(text), "title": title, "meta": meta}


# -- what is no good -----------------------------------------------------------------------------


def _bad(state: State, texts: Mapping[str, str]) -> Iterator[Key]:
    """The rows that cannot be kept."""
    for table, kept in state.items():
        once: set[tuple[Any, ...]] = set()
        for row_id, row in kept.items():
            refers = REFERS[table].items()
            if any(row[column] not in state[there] for column, there in refers):
                yield table, row_id
                continue
            # What is said once only, and not taken back, cannot stand there twice.
            same = tuple(row[column] for column in _ONCE.get(table, ("id",)))
            if (same in once and not row["deleted"]) or _is_wrong(table, row, state, texts):
                yield table, row_id
            elif not row["deleted"]:
                once.add(same)


def _is_wrong(table: str, row: Row, state: State, texts: Mapping[str, str]) -> bool:
    text = None
    if "document" in row:
        text = texts[state["documents"][row["document"]]["sha256"]]
    if kinds.fault(table, row, text):
        return True
    if table == "spans" and text is not None:
        return text[row["start"] : row["end"]] != str(row["text"])
    if table == "verdicts":
        return bool(row["left"] == row["right"])
    if table == "attributions":
        return bool(row["claim"] == row["source"])
    if table == "settings" and row["id"] == "codebook":
        return not _is_codebook(row["value"])
    return False


def _is_codebook(source: str) -> bool:
    try:
        parse(source)
    except CodebookError:
        return False
    return True
