"""The steps from each version of the tables to the next, oldest first.

Each is one small function that takes the file as sqlite-utils sees it, and is applied in one
transaction. A step that was once released never changes.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

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


def _v4_review(db: "Database") -> None:
    """Review: who is to read what, what was found, what the author says to it, how it was settled.

    Of attributions and verdicts one that was taken back may stand beside one that was not: copies
    of a workspace that are merged may both have said the same. A blind annotator's proposals are
    kept apart, as they rest on that annotator's spans alone.
    """
    for statement in (*_V4_RELATIONS, *_V4_REVIEW, *_V4_BLIND):
        db.conn.execute(statement)


_V4_RELATIONS = (
    "alter table attributions rename to attributions_3",
    """create table attributions (
        id text primary key,
        document text not null references documents,
        annotator text not null,
        claim text not null references spans,
        source text not null references spans,
        label text not null,
        deleted integer not null default 0 check (deleted in (0, 1)),
        check (claim <> source)
    ) strict""",
    "insert into attributions select * from attributions_3",
    "drop table attributions_3",
    """create unique index attributions_once on attributions (claim, source, annotator, label)
        where deleted = 0""",
    "create index attributions_by_document on attributions (document)",
    "create index attributions_by_claim on attributions (claim)",
    "create index attributions_by_source on attributions (source)",
    "alter table verdicts rename to verdicts_3",
    """create table verdicts (
        id text primary key,
        left text not null references spans,
        right text not null references spans,
        annotator text not null,
        kind text not null,
        note text,
        decided text not null,
        deleted integer not null default 0 check (deleted in (0, 1)),
        check (left <> right)
    ) strict""",
    "insert into verdicts select * from verdicts_3",
    "drop table verdicts_3",
    "create unique index verdicts_once on verdicts (left, right, annotator) where deleted = 0",
    "create index verdicts_by_left on verdicts (left)",
    "create index verdicts_by_right on verdicts (right)",
)

_V4_REVIEW = (
    """create table assignments (
        id text primary key,
        document text not null references documents,
        annotator text not null,
        mode text not null check (mode in ('blind', 'verify')),
        "of" text,
        opened text not null,
        closed text,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict""",
    """create table reviews (
        id text primary key,
        kind text not null check (kind in ('span', 'attribution', 'link')),
        item text not null,
        document text not null references documents,
        author text not null,
        annotator text not null,
        ruling text not null,
        reason text,
        note text,
        before text not null check (json_valid(before)),
        after text check (json_valid(after)),
        decided text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict""",
    """create table replies (
        id text primary key,
        review text not null references reviews,
        annotator text not null,
        reply text not null,
        note text,
        decided text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict""",
    """create table resolutions (
        id text primary key,
        kind text not null check (kind in ('span', 'attribution', 'link')),
        document text not null references documents,
        annotator text not null,
        versions text not null check (json_valid(versions)),
        choice text not null,
        chosen text not null check (json_valid(chosen)),
        note text,
        decided text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict""",
    "create index assignments_by_annotator on assignments (annotator)",
    "create index reviews_by_item on reviews (item)",
    "create index reviews_by_document on reviews (document)",
    "create index replies_by_review on replies (review)",
    "create index resolutions_by_document on resolutions (document)",
)

_V4_BLIND = (
    """create table blind_proposals (
        layer text not null,
        left text not null references spans,
        right text not null references spans,
        label text not null,
        score real not null check (score between 0 and 1),
        reasons text not null check (json_valid(reasons)),
        against text not null check (json_valid(against)),
        conflict integer not null check (conflict in (0, 1)),
        evidence blob not null,
        matcher text not null,
        primary key (layer, left, right)
    ) strict""",
    """create table blind_mentions (
        layer text not null,
        span text not null references spans,
        item text not null references spans,
        primary key (layer, span),
        check (span <> item)
    ) strict""",
    """create table blind_runs (
        layer text not null,
        number integer not null,
        time text not null,
        matcher text not null,
        primary key (layer, number)
    ) strict""",
    """create table blind_matched (
        layer text not null,
        document text not null references documents,
        state text not null,
        whole integer not null check (whole in (0, 1)),
        primary key (layer, document)
    ) strict""",
    """create table blind_compared (
        layer text not null,
        span text not null references spans,
        start integer not null,
        "end" integer not null,
        label text not null,
        primary key (layer, span)
    ) strict""",
)


def _v5_naming(db: "Database") -> None:
    """What annotators call things, and which mentions in an article they joined by hand.

    A name is on one span, and means the thing that this is a mention of. A span that is `together`
    with another one of its document is a further mention of what that is: the opposite of `apart`.
    """
    for statement in _V5:
        db.conn.execute(statement)


_V5 = (
    """create table names (
        id text primary key,
        span text not null references spans,
        annotator text not null,
        name text not null,
        given text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict""",
    """create table together (
        id text primary key,
        span text not null references spans,
        "with" text not null references spans,
        annotator text not null,
        deleted integer not null default 0 check (deleted in (0, 1)),
        check (span <> "with")
    ) strict""",
    "create index names_by_span on names (span)",
    "create index together_by_span on together (span)",
)


def _v6_sums(db: "Database") -> None:
    """A sum over each proposal, as no history says what it was: see `annotations.store.sums`.

    Those of before have none until the matcher runs again.
    """
    for table in ("proposals", "blind_proposals"):
        db.conn.execute(f"alter table {table} add column sum integer")


STEPS = (_v1_tables, _v2_items, _v3_matched, _v4_review, _v5_naming, _v6_sums)
"""The steps, oldest first."""
