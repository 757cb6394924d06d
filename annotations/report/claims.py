"""One section for each claim that there is something to say of, and a list of the others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annotations.model import Meaning, Span
from annotations.provenance.board import Row, RowOrder, ordered
from annotations.provenance.case import Case, Clash
from annotations.provenance.groups import Group
from annotations.provenance.paths import Hop
from annotations.provenance.roots import Kind, Maybe
from annotations.provenance.why import Doubtful, doubtful, of_many
from annotations.provenance.wording import DOUBTS, name, step, summary
from annotations.report.given import Given
from annotations.report.numbers import MARKS, Article, Numbers, Ref
from annotations.report.safe import one_line

_AROUND = 12
"""How many words are shown before a quote, and after."""

_FAR = 200
"""How many characters those are looked for in."""


class Quote(NamedTuple):
    """A claim in the words of an article."""

    article: Article
    """The article."""
    letter: str
    """How it comes to say so, as a letter."""
    how: str
    """That in words."""
    before: str
    """Some words before it."""
    text: str
    """The claim."""
    after: str
    """Some words after it."""
    sources: tuple[tuple[str, Ref], ...]
    """To whom it is attributed: the words there, and who that is."""
    note: str
    """The annotator's remark."""


class RootLine(NamedTuple):
    """A root."""

    root: Ref
    """What it is."""
    kind: str
    """What kind of thing."""
    articles: tuple[Article, ...]
    """The articles whose chains lead to it."""


class Judged(NamedTuple):
    """A verdict on two mentions, or that an article mentions one thing twice."""

    left: str
    """The words of one."""
    of: Article
    """The article that they stand in."""
    right: str
    """The words of the other."""
    to: Article
    """The article that those stand in."""
    words: str
    """What was said of them."""


class ClashLine(NamedTuple):
    """Verdicts that cannot all be right."""

    verdict: Judged
    """The one that says that two are not the same."""
    way: tuple[Judged, ...]
    """By which others they are."""


class Against(NamedTuple):
    """What contradicts a claim."""

    claim: Ref
    """The other claim."""
    verdict: Judged
    """What says so."""
    line: str
    """On whom that one rests."""


class Section(NamedTuple):
    """All that is known of one claim."""

    claim: Ref
    """The claim."""
    line: str
    """The answer in a line."""
    quotes: tuple[Quote, ...]
    """What the articles say, in the order of import and reading."""
    steps: tuple[str, ...]
    """The chains, link by link."""
    roots: tuple[RootLine, ...]
    """Where they end."""
    unattributed: tuple[Article, ...]
    """The articles that name nobody."""
    circular: tuple[Article, ...]
    """The articles whose chains only lead back to each other."""
    doubts: tuple[str, ...]
    """Which roots may be one, and why."""
    against: tuple[Against, ...]
    """What contradicts it."""
    clashes: tuple[ClashLine, ...]
    """Verdicts that cannot all be right."""
    holding: tuple[Judged, ...]
    """The verdicts that hold it together."""


class Brief(NamedTuple):
    """A claim that one article alone reports."""

    claim: Ref
    """The claim."""
    line: str
    """The answer in a line."""
    article: Article
    """Who reports it."""


class Claims(NamedTuple):
    """All claims."""

    sections: tuple[Section, ...]
    """Those with a section, most reported first."""
    others: tuple[Brief, ...]
    """The others, in the order of first mention."""


def claims(given: Given, numbers: Numbers, rows: Sequence[Row]) -> Claims:
    """All claims."""
    telling = _Telling(given, numbers)
    told = [row for row in rows if len(row.cells) > 1 or row.contradicting or row.group.clashes]
    known = {row.group.id for row in told}
    return Claims(
        sections=tuple(map(telling.section, ordered(told, RowOrder.REPORTS))),
        others=tuple(telling.brief(row) for row in rows if row.group.id not in known),
    )


class _Telling:
    """What is said of claims."""

    def __init__(self, given: Given, numbers: Numbers) -> None:
        self._given, self._case, self._numbers = given, given.case, numbers
        self._spans: Mapping[str, Span] = {span.id: span for span in given.case.material.spans}

    def section(self, row: Row) -> Section:
        """All that is known of one claim."""
        case, numbers, found = self._case, self._numbers, row.roots
        return Section(
            claim=numbers.group(row.group),
            line=summary(case, found),
            quotes=tuple(self._quotes(row)),
            steps=tuple(step(case, one) for one in found.steps),
            roots=tuple(
                RootLine(
                    numbers.node(root.node),
                    _KINDS[root.node.kind],
                    tuple(map(numbers.article, root.reports)),
                )
                for root in found.roots
            ),
            unattributed=tuple(map(numbers.article, found.unattributed)),
            circular=tuple(map(numbers.article, found.circular)),
            doubts=tuple(_doubt(case, doubt) for doubt in doubtful(found)),
            against=tuple(self._against(row.group)),
            clashes=tuple(map(self._clash, case.clashes(row.group))),
            holding=tuple(
                self._judged(one.left, one.right, one.meaning) for one in case.holding(row.group)
            ),
        )

    def brief(self, row: Row) -> Brief:
        """A claim in a line."""
        article = self._numbers.article(row.group.articles[0])
        return Brief(self._numbers.group(row.group), summary(self._case, row.roots), article)

    def _quotes(self, row: Row) -> Iterator[Quote]:
        for span in row.group.spans:
            text, mark = self._given.documents[span.document].text, row.cells[span.document].mark
            yield Quote(
                article=self._numbers.article(span.document),
                letter=MARKS[mark],
                how=str(mark),
                before=before(text, span.start),
                text=one_line(span.text),
                after=after(text, span.end),
                sources=tuple(self._sources(span)),
                note=one_line(span.note or ""),
            )

    def _sources(self, claim: Span) -> Iterator[tuple[str, Ref]]:
        for source in self._case.ground.rests.get(claim.id, ()):
            group = self._case.groups.of(source.id)
            if group is not None:
                yield one_line(source.text), self._numbers.group(group, 80)

    def _against(self, group: Group) -> Iterator[Against]:
        for other, verdict in self._case.contradictions.get(group.id, ()):
            yield Against(
                self._numbers.group(other),
                self._judged(verdict.left, verdict.right, verdict.meaning),
                summary(self._case, self._case.roots[other.id]),
            )

    def _clash(self, clash: Clash) -> ClashLine:
        verdict = clash.verdict
        return ClashLine(
            self._judged(verdict.left, verdict.right, verdict.meaning),
            tuple(self._hop(hop) for hop in clash.way),
        )

    def _hop(self, hop: Hop) -> Judged:
        return self._judged(hop.start, hop.end, hop.verdict.meaning if hop.verdict else None)

    def _judged(self, left: str, right: str, meaning: Meaning | None) -> Judged:
        ends = [self._spans[left], self._spans[right]]
        articles = [self._numbers.article(end.document) for end in ends]
        words = "two mentions in one article" if meaning is None else _JUDGED[meaning]
        texts = [one_line(end.text) for end in ends]
        return Judged(texts[0], articles[0], texts[1], articles[1], words)


_JUDGED = {
    Meaning.SAME: "judged to be the same",
    Meaning.DIFFERENT: "judged to be different",
    Meaning.UNSURE: "judged unsure",
    Meaning.CONTRADICTS: "judged to contradict each other",
}

_KINDS = {
    Kind.ARTICLE: "the article itself, which names nobody else",
    Kind.SOURCE: "a source",
    Kind.OUTLET: "an outlet without an article here that reports it",
}


_DOUBTS = DOUBTS | {
    Maybe.UNSURE: "it was judged, and could not be said",
    Maybe.WAITING: "that they are is proposed, and nobody has judged it",
}
"""As `DOUBTS` has them, for somebody who judges nothing."""


def _doubt(case: Case, doubt: Doubtful) -> str:
    names = [f"“{one_line(name(case, node))}”" for node in doubt.nodes]
    if len(names) > 2:
        return f"may be one: {of_many(names, doubt.why)}"
    return f"{names[0]} and {names[1]} may be one: {_DOUBTS[doubt.why]}"


def before(text: str, start: int) -> str:
    """Some words before a place in a text, in one line."""
    return _shortened(text[max(0, start - _FAR) : start], is_cut=start > _FAR, back=True)


def after(text: str, end: int) -> str:
    """Some words after a place in a text, in one line."""
    return _shortened(text[end : end + _FAR], is_cut=end + _FAR < len(text), back=False)


def _shortened(part: str, *, is_cut: bool, back: bool) -> str:
    """The words of a part that are nearest, with the spaces that join them to what is there."""
    words = part.split()
    if is_cut and len(words) > 1:  # the word at the far end may be half of one
        words = words[1:] if back else words[:-1]
    kept: Iterable[str] = words[-_AROUND:] if back else words[:_AROUND]
    line = one_line(" ".join(kept))
    dots = "… " if back else " …"
    if is_cut or len(words) > _AROUND:
        line = dots + line if back else line + dots
    near = part[-1:] if back else part[:1]
    if near.isspace():
        line = f"{line} " if back else f" {line}"
    return line
