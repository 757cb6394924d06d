"""CoNLL with BIO tags, read back: diptych's own files, and plain ones of two columns or more.

The token is the first column that does not number the lines. Every column after it that holds
nothing but tags (IOB1, IOB2, BIOES, BILOU) is read, the others are named and left out. Where
comments hold the text, offsets are exact; else the text is put together from the tokens, with a
space between two and a new line for each sentence, and a remark says so. ``-DOCSTART-`` starts an
article. Columns are parted by tabs, or else by spaces.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import regex
from pydantic import ValidationError

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming, IncomingArticle, IncomingSpan
from annotations.formats.readers import Source
from annotations.formats.tools import bio
from annotations.formats.tools.conll import COLUMNS, DETAILS, START
from annotations.formats.tools.slugs import UNSHOWN, first_line, identifier, unescaped
from annotations.model import DocumentDetails, complaint
from annotations.text import intake

_COMMENT = regex.compile(r"#\s*(?:label (\S+)|([\w.]+)) ?= ?(.*)")
_SPACES = regex.compile(" +")
"""What parts columns, where no tabs do: a token may hold another kind of space."""

_SHOWN = 40


class _Row(NamedTuple):
    """A token."""

    number: int
    """Of its line."""
    cells: list[str]


class _Sentence(NamedTuple):
    """Rows with nothing between them."""

    text: str | None
    """As a comment has it, white space behind it and all."""
    rows: list[_Row]


class _Article(NamedTuple):
    """What stands between two starts."""

    number: int
    """Of the line it starts at."""
    details: dict[str, str]
    """What comments say of it."""
    sentences: list[_Sentence]


class _Columns(NamedTuple):
    """Where what stands."""

    word: int
    """The token's."""
    tags: list[int]
    """Those of the tags."""
    left: list[int]
    """Those that are not read."""


def looks_so(source: Source) -> bool:
    """Whether it begins as such files do."""
    return source.data.startswith((START.encode(), COLUMNS.encode()))


def read(source: Source) -> Incoming:
    """Read all articles of a file.

    Raises:
        IntakeError: A line has no token, no column holds tags in every line, or the tokens are
            not those of the text; names the line.
    """
    decoded = _decoded(source)
    file = _File(source.name, decoded.text.replace("\r\n", "\n").split("\n"))
    articles = file.articles()
    if not articles:
        raise IntakeError(f"{source.name}: has no tokens: there is nothing to import")
    columns = _columns(source.name, articles)
    incoming = Incoming()
    for article in articles:
        place = f"{source.name} line {article.number}"
        incoming.articles.append((place, file.article(place, article, columns)))
    if decoded.guess:
        incoming.remarks.append(f"not UTF-8; read as {decoded.guess}")
    incoming.remarks += file.remarks(columns)
    return incoming


def _decoded(source: Source) -> intake.Decoded:
    """The file as text; one that is larger than an article may be must be UTF-8."""
    if len(source.data) <= intake.MAX_BYTES:
        return intake.decode(source.data, source.name, source.encoding)
    try:
        return intake.Decoded(source.data.decode("utf-8-sig"), None)
    except UnicodeDecodeError as error:
        raise IntakeError(
            f"{source.name}: not UTF-8 (byte {error.start}): save it as UTF-8, or split it"
        ) from None


class _File:
    """One file on its way in."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self._name = name
        self._lines = lines
        certain = [line for line in lines if line.strip() and not line.startswith("#")]
        self._tabbed = any("\t" in line for line in certain)
        widths = Counter(len(self._cells(line)) for line in certain)
        self._width = max(widths, key=widths.__getitem__, default=0)
        self._labels: dict[str, str] = {}
        self._put_together = False

    def _cells(self, line: str) -> list[str]:
        return (
            [cell.strip() for cell in line.split("\t")]
            if self._tabbed
            else _SPACES.split(line.strip(" "))
        )

    def _is_comment(self, line: str) -> bool:
        """Whether it begins with the sign, and is not the line of a token that is that sign."""
        if not line.startswith("#"):
            return False
        is_as_wide = len(self._cells(line)) == self._width
        return not is_as_wide or (not self._tabbed and _COMMENT.fullmatch(line) is not None)

    def articles(self) -> list[_Article]:
        """The articles that have tokens."""
        found = [_Article(1, {}, [])]
        text: str | None = None
        rows: list[_Row] = []
        for number, line in enumerate([*self._lines, ""], 1):
            cells = self._cells(line) if line.strip() else []
            if cells and cells[0] != START and not self._is_comment(line):
                rows.append(_Row(number, cells))
                continue
            if rows:
                found[-1].sentences.append(_Sentence(text, rows))
                rows, text = [], None
            if cells and cells[0] == START:
                found.append(_Article(number, {}, []))
            elif comment := _COMMENT.fullmatch(line):
                text = self._said(comment, found[-1], text)
        return [article for article in found if article.sentences]

    def _said(self, comment: "regex.Match[str]", article: _Article, text: str | None) -> str | None:
        """Keep what a comment says; the text of the sentence that follows."""
        name, key, value = comment.groups()
        if key == "text":
            return value
        if name:
            self._labels[name] = unescaped(value)
        elif key in DETAILS:
            article.details.setdefault(key, unescaped(value))
        return text

    def article(self, place: str, article: _Article, columns: _Columns) -> IncomingArticle:
        """An article with its spans."""
        self._check(article, columns)
        original, tokens = self._placed(article, columns.word)
        text = intake.storable(original, place)
        if len(text) > intake.MAX_BYTES:
            raise IntakeError(f"{place}: more than {intake.MAX_BYTES:,} characters: split it")
        digest = intake.sha256(text)
        if article.details.get("text_sha256", digest) != digest:
            raise IntakeError(
                f"{place}: text_sha256 is not that of the text: one of them was edited"
            )
        known = {key: article.details.get(key) for key in DETAILS[1:-1]}
        if not _is_own(article):
            known["title"] = known["title"] or first_line(text)
        newlines = intake.Newlines(original)
        try:
            spans = [
                self._span(text, newlines.moved(start, end), label, digest, number)
                for number, (start, end, label) in enumerate(_spans(article, tokens, columns), 1)
            ]
            return IncomingArticle(
                id=article.details.get("id"),
                details=DocumentDetails.model_validate(known),
                text=text,
                spans=tuple(spans),
            )
        except ValidationError as error:
            raise IntakeError(f"{place}: {complaint(error)}") from None

    def _span(
        self, text: str, place: tuple[int, int], label: str, digest: str, number: int
    ) -> IncomingSpan:
        start, end = place
        return IncomingSpan(
            id=identifier(digest, str(number)),
            start=start,
            end=end,
            label=self._labels.get(label, label),
            text=text[start:end],
        )

    def _check(self, article: _Article, columns: _Columns) -> None:
        """Refuse a line that has tags only."""
        for sentence in article.sentences:
            for row in sentence.rows:
                if not row.cells[columns.word]:
                    raise IntakeError(f"{self._name} line {row.number}: has no token: correct it")

    def _placed(self, article: _Article, word: int) -> tuple[str, list[tuple[int, int]]]:
        """The text, and where each token stands in it."""
        if _is_own(article):
            return self._as_told(article, word)
        self._put_together = True
        places: list[tuple[int, int]] = []
        lines: list[str] = []
        length = 0
        for sentence in article.sentences:
            words = [row.cells[word] for row in sentence.rows]
            for one in words:
                places.append((length, length + len(one)))
                length += len(one) + 1
            lines.append(" ".join(words))
        return "\n".join(lines), places

    def _as_told(self, article: _Article, word: int) -> tuple[str, list[tuple[int, int]]]:
        """The text of the comments, and where the tokens of the lines are in it."""
        parts: list[str] = []
        places: list[tuple[int, int]] = []
        before = 0
        for sentence in article.sentences:
            text = unescaped(sentence.text or "")
            end = 0
            for row in sentence.rows:
                start, end = self._next(text, end, row, row.cells[word])
                places.append((before + start, before + end))
            if text[end:].strip():
                raise IntakeError(
                    f"{self._name} line {sentence.rows[-1].number}: the text goes on with"
                    f' "{_cut(text[end:].strip())}": a line is missing'
                )
            parts.append(text)
            before += len(text)
        return "".join(parts), places

    def _next(self, text: str, place: int, row: _Row, word: str) -> tuple[int, int]:
        """Where the next token of a sentence is in its text."""
        while place < len(text) and text[place].isspace():
            place += 1
        end = place + len(word)
        if not _same(text[place:end], word):
            raise IntakeError(
                f'{self._name} line {row.number}: "{_cut(word)}" where the text has'
                f' "{_cut(text[place : place + _SHOWN])}": one of them was edited'
            )
        return place, end

    def remarks(self, columns: _Columns) -> list[str]:
        """What a person should know."""
        remarks = []
        if self._put_together:
            remarks.append("the text is put together from the tokens, with spaces between them")
        if columns.left:
            numbers = ", ".join(str(place + 1) for place in columns.left)
            remarks.append(f"columns without BIO tags, left out: {numbers}")
        return remarks


def _is_own(article: _Article) -> bool:
    """Whether diptych wrote it, so that its comments hold the text."""
    return "text_sha256" in article.details


def _same(there: str, token: str) -> bool:
    """Whether a token is what stands there; a sign may stand for what is no text."""
    if there == token or len(there) != len(token):
        return there == token
    return all(
        one == other or (other == "\ufffd" and UNSHOWN.match(one))
        for one, other in zip(there, token, strict=True)
    )


def _columns(name: str, articles: list[_Article]) -> _Columns:
    """Which column holds what."""
    rows = [row for article in articles for sent in article.sentences for row in sent.rows]
    width = Counter(len(row.cells) for row in rows).most_common(1)[0][0]
    for row in rows:
        if len(row.cells) != width:
            raise IntakeError(
                f"{name} line {row.number}: not as wide as most lines (columns: {len(row.cells)},"
                f" not {width}): correct it"
            )
    numbers = all(
        row.cells[0] == str(number)
        for article in articles
        for sentence in article.sentences
        for number, row in enumerate(sentence.rows, 1)
    )
    word = 1 if numbers and width > 2 else 0
    tags = [
        place
        for place in range(word + 1, width)
        if all(map(bio.is_tag, {row.cells[place] for row in rows}))
    ]
    if not tags:
        place = f"{name} line {rows[0].number}"
        raise IntakeError(f"{place}: no column of BIO tags behind the token: add one")
    left = [place for place in range(word + 1, width) if place not in tags]
    return _Columns(word, tags, left)


def _spans(
    article: _Article, tokens: list[tuple[int, int]], columns: _Columns
) -> Iterator[tuple[int, int, str]]:
    """Start, end and label of each span, in the order of the text."""
    found = []
    before = 0
    for sentence in article.sentences:
        for column in columns.tags:
            written = [row.cells[column] for row in sentence.rows]
            for start, end, label in bio.runs(written):
                places = tokens[before + start][0], tokens[before + end - 1][1]
                found.append((*places, label))
        before += len(sentence.rows)
    found.sort(key=lambda span: (span[0], -span[1], span[2]))
    yield from found


def _cut(text: str) -> str:
    text = text[: _SHOWN + 1].replace("\n", " ")
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
