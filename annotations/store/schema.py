"""The tables of a workspace, and the steps from each version of them to the next.

State tables (`STATE`) hold what is so now; every row of theirs came out of the history and can be
derived from it. Nothing is deleted from them: a row that is gone has ``deleted = 1``. Texts and
history are only ever added to. Proposals, mentions, runs, matched and compared are the matcher's,
derived, and desk is where each annotator left off: none of them is history.

A migration is one small function under `MIGRATIONS`; the schema version is how many there are.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

VERSION = 3
"""The schema version that this program reads and writes."""

STATE: dict[str, tuple[str, ...]] = {
    "documents": (
        "id",
        "ordinal",
        "sha256",
        "title",
        "outlet",
        "published",
        "url",
        "language",
        "meta",
        "deleted",
    ),
    "spans": (
        "id",
        "document",
        "annotator",
        "start",
        "end",
        "label",
        "text",
        "origin",
        "note",
        "created",
        "deleted",
    ),
    "attributions": ("id", "document", "annotator", "claim", "source", "label", "deleted"),
    "verdicts": ("id", "left", "right", "annotator", "kind", "note", "decided", "deleted"),
    "apart": ("id", "span", "annotator", "deleted"),
    "states": ("id", "document", "annotator", "state", "deleted"),
    "settings": ("id", "value", "deleted"),
}
"""The tables whose rows are history's outcome, in an order that foreign keys allow."""

_TABLES = (
    """create table texts (
        sha256 text primary key check (length(sha256) = 64),
        text text not null check (text <> ''),
        length integer not null,
        words integer not null
    ) strict""",
    """create table documents (
        id text primary key,
        ordinal integer not null check (ordinal > 0),
        sha256 text not null references texts,
        title text, outlet text, published text, url text, language text,
        meta text not null check (json_valid(meta)),
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict""",
    """create table spans (
        id text primary key,
        document text not null references documents,
        annotator text not null,
        start integer not null check (start >= 0),
        "end" integer not null check ("end" > start),
        label text not null,
        text text not null,
        origin text not null,
        note text,
        created text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict""",
    """create table attributions (
        id text primary key,
        document text not null references documents,
        annotator text not null,
        claim text not null references spans,
        source text not null references spans,
        label text not null,
        deleted integer not null default 0 check (deleted in (0, 1)),
        unique (claim, source, annotator, label),
        check (claim <> source)
    ) strict""",
    """create table verdicts (
        id text primary key,
        left text not null references spans,
        right text not null references spans,
        annotator text not null,
        kind text not null,
        note text,
        decided text not null,
        deleted integer not null default 0 check (deleted in (0, 1)),
        unique (left, right, annotator),
        check (left <> right)
    ) strict""",
    """create table states (
        id text primary key,
        document text not null references documents,
        annotator text not null,
        state text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict""",
    """create table settings (
        id text primary key,
        value text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict""",
    """create table proposals (
        left text not null references spans,
        right text not null references spans,
        label text not null,
        score real not null check (score between 0 and 1),
        reasons text not null check (json_valid(reasons)),
        matcher text not null,
        primary key (left, right)
    ) strict""",
    """create table desk (
        annotator text not null,
        key text not null,
        value text not null check (json_valid(value)),
        primary key (annotator, key)
    ) strict""",
    """create table history (
        seq integer primary key,
        id text not null unique,
        time text not null,
        annotator text not null,
        action text not null,
        parent text,
        target text,
        changes text not null check (json_valid(changes)),
        hash text not null unique check (length(hash) = 64)
    ) strict""",
)

_INDEXES = (
    "create index documents_by_text on documents (sha256)",
    "create index spans_by_place on spans (document, start)",
    "create index attributions_by_document on attributions (document)",
    "create index attributions_by_source on attributions (source)",
    "create index verdicts_by_right on verdicts (right)",
    "create index states_by_document on states (document)",
    "create index proposals_by_score on proposals (score desc)",
    "create index proposals_by_right on proposals (right)",
    "create index history_by_annotator on history (annotator, seq)",
    "create index history_by_parent on history (annotator, parent, seq) where target is null",
)

# "insert or replace" deletes without firing a delete trigger unless recursive_triggers is on, and
# a foreign connection may have it off: the insert triggers guard whatever it could replace by.
_TRIGGERS = tuple(
    f"""create trigger {table}_no_{verb} before {verb} on {table} {when}
        begin select raise(abort, '{table} is only ever added to'); end"""
    for table, keys in (("history", ("seq", "id", "hash")), ("texts", ("rowid", "sha256")))
    for verb, when in (
        ("update", ""),
        ("delete", ""),
        (
            "insert",
            f"when exists (select 1 from {table} where "
            + " or ".join(f"{key} = new.{key}" for key in keys)
            + ")",
        ),
    )
)


def _v1_tables(db: "Database") -> None:
    """Everything, as the first version had it."""
    for statement in (*_TABLES, *_INDEXES, *_TRIGGERS):
        db.conn.execute(statement)


def _v2_items(db: "Database") -> None:
    """What a matcher knows of items, of what speaks against a pair, and of what it reckoned from.

    A mention is a further one of an item in its own document, and `item` the span that stands for
    all of them; a span that an annotator sets apart stands on its own. Evidence is 32-bit floats,
    little-endian. A run is each time that proposals came in.
    """
    for statement in _V2:
        db.conn.execute(statement)


_V2 = (
    """alter table proposals add column against text not null default '[]'
        check (json_valid(against))""",
    """alter table proposals add column conflict integer not null default 0
        check (conflict in (0, 1))""",
    "alter table proposals add column evidence blob not null default x''",
    """create table mentions (
        span text primary key references spans,
        item text not null references spans,
        check (span <> item)
    ) strict""",
    """create table apart (
        id text primary key,
        span text not null references spans,
        annotator text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict""",
    """create table runs (
        number integer primary key,
        time text not null,
        matcher text not null
    ) strict""",
    "create index mentions_by_item on mentions (item)",
    "create index apart_by_span on apart (span)",
)


def _v3_matched(db: "Database") -> None:
    """What documents and spans were like when they were last compared.

    The `state` of a document stands for all of it that the matcher looks at, so that only changes
    cost; `whole` is 1 where all documents were compared in that run, and not only those that had
    changed. What was proposed for a span holds while it is where it was, under its label. Of what
    was compared before this version it is taken that nothing has been moved since.
    """
    for statement in _V3:
        db.conn.execute(statement)


_V3 = (
    """create table matched (
        document text primary key references documents,
        state text not null,
        whole integer not null check (whole in (0, 1))
    ) strict""",
    """create table compared (
        span text primary key references spans,
        start integer not null,
        "end" integer not null,
        label text not null
    ) strict""",
    """insert into compared select id, start, "end", label from spans where id in (
        select left from proposals union select right from proposals
        union select span from mentions union select item from mentions)""",
)


MIGRATIONS = (_v1_tables, _v2_items, _v3_matched)
"""The steps, oldest first."""


def migrations() -> "Migrations":
    """The steps as sqlite-utils applies and records them, each in one transaction."""
    from sqlite_utils.migrations import Migrations

    steps = Migrations("diptych")
    for step in MIGRATIONS:
        steps(name=step.__name__.lstrip("_"))(step)
    return steps
