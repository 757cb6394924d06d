"""CoNLL with BIO tags: a token a line, a column for each label, an empty line between sentences.

Lines have no offsets. So that the text can come back to the codepoint, the comment ``# text =``
before each sentence holds it with the white space behind it; ``# id``, ``# title`` and so on stand
after the ``-DOCSTART-`` line of an article. Tokens are the project's own words; each further
character is a token of its own. A sentence that a span crosses the end of goes with the next.

Cannot hold: spans that overlap under one label (the first, and of those that start together the
longest, is in), ends of spans inside a word (the span is widened to the whole word), who made what,
notes, attributions, links. A label with white space has ``_`` in its place, and a comment has it as
it is.

Reads its own files and plain ones; see `annotations.formats.tools.conll_reading`.
"""

from collections.abc import Iterator

import regex

from annotations.formats.outgoing import Left, Outgoing, OutgoingArticle, Piece, leave_links
from annotations.formats.tools import bio
from annotations.formats.tools.blocks import Block, blocks
from annotations.formats.tools.slugs import escaped, shown
from annotations.model import Document, Span

START = "-DOCSTART-"
"""The token of the line that an article starts with."""

COLUMNS = "# global.columns = FORM"
"""How the first line begins; the labels' columns follow."""

DETAILS = ("id", "title", "outlet", "published", "url", "language", "text_sha256")
"""What comments say of an article."""

_SPACE = regex.compile(r"[\s\x1c-\x1f]+")

OVERLAPS = "span: others of the same label lie over them"
WORDLESS = "span: nothing but space"
WIDENED = "exact end: spans go from word to word"
NOTE = "note: CoNLL has no place for remarks on spans"
ATTRIBUTION = "attribution: CoNLL ties no spans"
DETAIL = "detail: what else a file said of an article (`meta`) has no place in CoNLL"


def write(outgoing: Outgoing, left: Left) -> Iterator[Piece]:
    """Write one file. All articles are held in memory, since the columns stand at its top."""
    articles = [*outgoing.articles]
    names = _names(sorted({span.label for article in articles for span in article.spans}))
    columns = "".join(f" {name}" for name in names.values())
    yield _piece([f"{COLUMNS}{columns}"])
    yield _piece(
        f"# label {name} = {escaped(label)}" for label, name in names.items() if name != label
    )
    for article in articles:
        yield _piece(_head(article.document, max(1, len(names))))
        for lines in _sentences(article, names, left):
            yield _piece(lines)
        left[NOTE] += sum(span.note is not None for span in article.spans)
        left[ATTRIBUTION] += len(article.attributions)
        left[DETAIL] += len(article.document.meta)
    leave_links(outgoing, left, "CoNLL ties nothing across texts")


def _piece(lines: "Iterator[str] | list[str]") -> Piece:
    return Piece("", "".join(f"{line}\n" for line in lines).encode())


def _names(labels: list[str]) -> dict[str, str]:
    """What each label is called in a tag: without white space, and no two alike."""
    names: dict[str, str] = {}
    for label in labels:
        name = wanted = shown(_SPACE.sub("_", label))
        number = 1
        while name in names.values() or (name != label and name in labels):
            number += 1
            name = f"{wanted}_{number}"
        names[label] = name
    return names


def _head(document: Document, columns: int) -> list[str]:
    """What an article starts with."""
    said = [(key, getattr(document, key)) for key in DETAILS]
    comments = [f"# {key} = {escaped(value)}" for key, value in said if value is not None]
    return ["\t".join([START, *[bio.OUTSIDE] * columns]), *comments, ""]


def _sentences(article: OutgoingArticle, names: dict[str, str], left: Left) -> Iterator[list[str]]:
    """The lines of each sentence."""
    document = article.document
    columns = {label: _apart(article.spans, label, left) for label in names}
    uncut = [(span.start, span.end) for spans in columns.values() for span in spans]
    for block in blocks(document.text, document.language, uncut):
        rows = [
            bio.tags(_runs(block, spans, names[label], left), len(block.tokens))
            for label, spans in columns.items()
        ] or [[bio.OUTSIDE] * len(block.tokens)]
        words = (shown(document.text[start:end]) for start, end in block.tokens)
        yield [
            f"# text = {escaped(document.text[block.start : block.end])}",
            *("\t".join(row) for row in zip(words, *rows, strict=True)),
            "",
        ]


def _apart(spans: tuple[Span, ...], label: str, left: Left) -> list[Span]:
    """The spans of a label that do not overlap one before; last first, to be taken off the end."""
    kept: list[Span] = []
    for span in spans:
        if span.label != label:
            continue
        if kept and span.start < kept[-1].end:
            left[OVERLAPS] += 1
        else:
            kept.append(span)
    kept.reverse()
    return kept


def _runs(block: Block, spans: list[Span], name: str, left: Left) -> Iterator[bio.Run]:
    """The tokens of the block's spans, which are taken off the list."""
    free = 0
    while spans and spans[-1].start < block.end:
        span = spans.pop()
        first, last = block.covering(span.start, span.end)
        if first == last:
            left[WORDLESS] += 1
        elif first < free:
            left[OVERLAPS] += 1
        else:
            left[WIDENED] += block.tokens[first].start != span.start
            left[WIDENED] += block.tokens[last - 1].end != span.end
            free = last
            yield bio.Run(first, last, name)
