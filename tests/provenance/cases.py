"""Cases made of a few lines, one article a line, so that a test reads like a table.

::

    a | The Courier | 2024-05-01 | Rao; an official < The Herald
    b | The Herald  |            | nobody

Article ``a`` attributes the claim to Rao, and to an official who is attributed to The Herald. The
claim there is the span ``a``, the sources are ``a:Rao``, ``a:an official`` and ``a:The Herald``. A
second span of the claim, ``a/2``, comes after `` / ``.
"""

from collections.abc import Iterable, Mapping
from itertools import count, pairwise

from annotations.codebook import Role
from annotations.model import Attribution, DocumentDetails, Meaning, Span
from annotations.provenance.case import Case, Material
from annotations.provenance.clusters import Edge
from annotations.provenance.copies import Copy
from annotations.provenance.roots import Kind, Node, Roots
from annotations.text.segments import Stretch

ROLES = {"claim": Role.CLAIM, "source": Role.SOURCE, "entity": Role.ENTITY}
NOBODY = "nobody"
Pairs = Iterable[tuple[str, str]]
ALL_OF_IT = (Stretch(0, 1_000_000),)


def span(name: str, document: str, text: str, label: str = "source", start: int = 0) -> Span:
    """A span of some words."""
    return Span(
        id=name,
        document=document,
        annotator="ana",
        start=start,
        end=start + len(text),
        label=label,
        text=text,
        created="2024-01-01T00:00:00.000Z",
    )


class _Written:
    """What the lines say."""

    def __init__(self, lines: str) -> None:
        self.articles: dict[str, DocumentDetails] = {}
        self.spans: dict[str, Span] = {}
        self.rests: dict[tuple[str, str], Attribution] = {}
        self.items: dict[str, str] = {}
        self._places = count(0, 100)
        for line in filter(None, map(str.strip, lines.strip().splitlines())):
            article, outlet, published, said = (part.strip() for part in line.split("|"))
            self.articles[article] = DocumentDetails(
                outlet=outlet or None, published=published or None
            )
            for number, sources in enumerate(said.split(" / "), 1):
                claim = self._claim(article, number)
                for chain in sources.split(";"):
                    self._chain(article, claim, chain)

    def _claim(self, article: str, number: int) -> str:
        name = article if number == 1 else f"{article}/{number}"
        text = "140 posts go"
        self.spans[name] = span(name, article, text, "claim", next(self._places))
        if number > 1:
            self.items[name] = article
        return name

    def _chain(self, article: str, claim: str, chain: str) -> None:
        ends = [claim]
        for words in map(str.strip, chain.split("<")):
            if words != NOBODY:
                name = f"{article}:{words}"
                self.spans.setdefault(name, span(name, article, words, start=next(self._places)))
                ends.append(name)
        for one, other in pairwise(ends):
            self.rests[one, other] = Attribution(
                id=f"{one}>{other}", document=article, annotator="ana", claim=one, source=other
            )


def material(
    lines: str,
    *,
    same: Pairs = (),
    different: Pairs = (),
    unsure: Pairs = (),
    waiting: Pairs = (),
    names: Mapping[str, str] | None = None,
) -> Material:
    """What the lines say, all articles on one claim, and what was judged."""
    written = _Written(lines)
    edges = [Edge(one, other, Meaning.SAME) for one, other in pairwise(written.articles)]
    edges += [Edge(*pair, Meaning.SAME) for pair in same]
    edges += [Edge(*pair, Meaning.DIFFERENT) for pair in different]
    edges += [Edge(*pair, Meaning.UNSURE) for pair in unsure]
    return Material(
        layer="ana",
        articles=written.articles,
        spans=sorted(
            written.spans.values(), key=lambda s: ([*written.articles].index(s.document), s.start)
        ),
        attributions=list(written.rests.values()),
        edges=edges,
        items=written.items,
        names=names or {},
        roles=ROLES,
        waiting=list(waiting),
    )


def case(lines: str, *, copies: Iterable[Copy] = (), **judged: Pairs) -> Case:
    """A case on one claim."""
    return Case(material(lines, **judged), copies)  # type: ignore[arg-type]  # names is no pairs


def copy(earlier: str, later: str, share: float = 1.0) -> Copy:
    """All of a later article stands in an earlier one."""
    return Copy(earlier, later, share, ALL_OF_IT)


def found(case: Case) -> Roots:
    """What the claim rests on."""
    (roots,) = case.roots.values()
    return roots


def answer(case: Case) -> str:
    """What the claim rests on, as ``1–2: Rao, an official · through The Courier``."""
    roots = found(case)
    least = "" if roots.least == roots.most else f"{roots.least}–"
    said = f"{least}{roots.most}: {', '.join(_name(case, root.node) for root in roots.roots)}"
    for word in ("unattributed", "circular", "through"):
        if listed := getattr(roots, word):
            said += f" · {word} {', '.join(listed)}"
    return said.replace(":  ·", " ·").removesuffix(": ")


def doubts(case: Case) -> list[str]:
    """Why two roots may be one."""
    return [doubt.why.name for doubt in found(case).doubts]


def links(case: Case) -> list[str]:
    """All links of all chains, as ``a NAMES Rao``."""
    return [
        f"{_name(case, step.start)} {step.how.name} {_name(case, step.end)}"
        for step in found(case).steps
    ]


def _name(case: Case, node: Node) -> str:
    if node.kind is not Kind.SOURCE:
        return node.id
    return case.groups.by_id[node.id].name
