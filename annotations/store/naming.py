"""What annotators call things, and which mentions in an article they joined by hand.

A name or a join is handed out only while its spans and their document are there. A join holds
between two spans of one document and one label: a span that got another label since is no mention
of that thing, until it has the old one again.
"""

from annotations.store.store import Row, Store

_NAMES = """select n.span, n.name from names as n
    join spans as s on s.id = n.span join documents as d on d.id = s.document
    where n.deleted = 0 and s.deleted = 0 and d.deleted = 0
    and n.annotator = coalesce(?, n.annotator)
    order by n.given desc, n.id desc"""

_TOGETHER = """select t.span, t."with" from together as t
    join spans as s on s.id = t.span
    join spans as o on o.id = t."with" and o.document = s.document and o.label = s.label
    join documents as d on d.id = s.document
    where t.deleted = 0 and s.deleted = 0 and o.deleted = 0 and d.deleted = 0
    and t.annotator = coalesce(?, t.annotator)
    order by t.id"""

_JOINING = """select * from together where deleted = 0 and annotator = ?
    and ? in (span, "with") order by id"""


def names(store: Store, annotator: str | None = None) -> dict[str, str]:
    """What an annotator calls the thing that a span is a mention of; of all, the newest name.

    The newest comes first.
    """
    found: dict[str, str] = {}
    for span, name in store.tuples(_NAMES, (annotator,)):
        found.setdefault(span, name)
    return found


def together(store: Store, annotator: str | None = None) -> list[tuple[str, str]]:
    """Each span that an annotator, or any, has joined with another one, and that other one."""
    return [(span, other) for span, other in store.tuples(_TOGETHER, (annotator,))]


def joining(store: Store, annotator: str, span: str) -> list[Row]:
    """The rows in which an annotator has joined a span with others, or others with it."""
    return store.rows(_JOINING, (annotator, span))
