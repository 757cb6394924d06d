"""What articles, claims, sources and entities are called and linked by, in the whole report."""

from collections.abc import Mapping
from typing import NamedTuple

from annotations.codebook import Role
from annotations.model import Document
from annotations.provenance.board import Mark
from annotations.provenance.case import Case
from annotations.provenance.groups import Group
from annotations.provenance.roots import Kind, Node
from annotations.provenance.wording import called, name
from annotations.report.safe import cut, link, one_line

LETTERS: Mapping[Role, str] = {Role.CLAIM: "C", Role.SOURCE: "S", Role.ENTITY: "E"}
"""What the numbers of groups begin with."""

MARKS: Mapping[Mark, str] = {
    Mark.NAMES: "N",
    Mark.RETELLS: "R",
    Mark.COPIES: "K",
    Mark.OWN: "O",
    Mark.UNATTRIBUTED: "?",
}
"""The letter for how an article comes to report a claim."""


class Ref(NamedTuple):
    """Something that is told of elsewhere in the file."""

    target: str | None
    """What it is linked by; None where it has no place of its own."""
    tag: str
    """Its letter and number, or number."""
    name: str
    """What it is called."""


class Article(NamedTuple):
    """An article, as it is told of."""

    target: str
    """What it is linked by."""
    number: int
    """Its place in the order of import."""
    outlet: str
    """Who published it, else its title, else its identifier."""
    title: str
    """Its headline; empty where it has none."""
    published: str
    """When it was published, in words."""
    url: str
    """Its address, as text."""
    link: str | None
    """Its address, where it may be made a link."""
    language: str | None
    """Its language, as it was given."""


class Numbers:
    """Numbers, given once in the order of first mention."""

    def __init__(self, case: Case, documents: Mapping[str, Document]) -> None:
        self._case = case
        count = dict.fromkeys(Role, 0)
        self._tags: dict[tuple[str, str], str] = {}
        self._groups: dict[str, Group] = {}
        for group in case.groups:
            count[group.role] += 1
            self._tags[group.id, group.label] = f"{LETTERS[group.role]}{count[group.role]}"
            self._groups.setdefault(group.id, group)
        self._articles = {
            article: _article(article, document) for article, document in documents.items()
        }

    def tag(self, group: Group) -> str:
        """The letter and number of a claim, source or entity."""
        return self._tags[group.id, group.label]

    def group(self, group: Group, cells: int | None = None) -> Ref:
        """A claim, source or entity; its name cut where it takes more than so many cells."""
        tag = self.tag(group)
        named = one_line(group.name) if cells is None else cut(group.name, cells)
        return Ref(tag.lower(), tag, named)

    def by_id(self, group: str, cells: int | None = None) -> Ref:
        """A group, by its identifier."""
        return self.group(self._groups[group], cells)

    def article(self, article: str) -> Article:
        """An article."""
        return self._articles[article]

    def node(self, node: Node) -> Ref:
        """A stop on the way to a root."""
        if node.kind is Kind.ARTICLE:
            found = self.article(node.id)
            return Ref(found.target, str(found.number), found.outlet)
        if node.kind is Kind.OUTLET:
            return Ref(None, "", one_line(node.id))
        group = self._groups.get(node.id)
        return Ref(None, "", one_line(name(self._case, node))) if not group else self.group(group)


def _article(article: str, document: Document) -> Article:
    return Article(
        target=f"a{document.ordinal}",
        number=document.ordinal,
        outlet=one_line(called(document, article)),
        title=one_line(document.title or ""),
        published=(document.published or "undated").replace("T", " "),
        url=one_line(document.url or ""),
        link=link(document.url),
        language=document.language,
    )
