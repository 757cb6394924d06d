"""What provenance comes to, in words: counts that say what they do not know."""

from collections.abc import Iterable

from annotations.model import DocumentDetails
from annotations.provenance.case import Case
from annotations.provenance.roots import How, Kind, Maybe, Node, Roots, Step


def called(details: DocumentDetails, article: str) -> str:
    """What to call an article beside others: its outlet, else its title, else its identifier."""
    return details.outlet or details.title or article


def name(case: Case, node: Node) -> str:
    """What a stop on the way is called."""
    if node.kind is Kind.ARTICLE:
        return called(case.articles[node.id], node.id)
    if node.kind is Kind.OUTLET:
        return node.id
    group = case.groups.by_id.get(node.id)
    return group.name if group else node.id


def count(found: Roots) -> str:
    """How many roots, as a cell shows it: ``1``, ``1–2`` where some may be one, ``?`` for none."""
    if not found.roots:
        return "?"
    least = found.least
    return str(found.most) if least == found.most else f"{least}–{found.most}"


def summary(case: Case, found: Roots) -> str:
    """The answer in a line: ``2 articles, 1 root: The National; 1 unattributed``."""
    said = f"{_counted(len(found.reports), 'article')}, {_roots(case, found)}"
    if found.unattributed:
        said += f"; {len(found.unattributed):,} unattributed"
    if found.circular:
        said += f"; {len(found.circular):,} circular"
    return said


def _roots(case: Case, found: Roots) -> str:
    if not found.roots:
        return "no root known"
    names = _listed(name(case, root.node) for root in found.roots)
    word = "root" if found.most == 1 else "roots"
    ends = {name(case, root.node) for root in found.roots}
    passed = [outlet for outlet in found.through if outlet not in ends]
    through = f", all through {_listed(passed)}" if passed else ""
    return f"{count(found)} {word}{through}: {names}"


_MOST = 3


def _listed(names: Iterable[str]) -> str:
    """Names, the first few of them."""
    given = list(names)
    more = f" and {len(given) - _MOST} more" if len(given) > _MOST else ""
    return ", ".join(given[:_MOST]) + more


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"


def step(case_: Case, one: Step) -> str:
    """One link of a chain: ``Observer attributes it to “The Meridian”, an outlet``."""
    start, end = name(case_, one.start), name(case_, one.end)
    match one.how:
        case How.NAMES:
            return f"{start} attributes it to “{_quoted(one)}”{_as(_quoted(one), end)}"
        case How.RETELLS:
            return f"{start} has it from “{_quoted(one)}”{_as(_quoted(one), end)}, an outlet"
        case How.QUOTES:
            teller = called(case_.articles[one.spans[0].document], one.spans[0].document)
            said = f"{start} has it from “{_quoted(one)}”{_as(_quoted(one), end)}"
            return f"{said}, as {teller} says: at two removes"
        case How.REPORTED:
            return f"{start} has an article here that reports it"
        case How.COPIES:
            return f"{start} copies it from {end}"


def _quoted(one: Step) -> str:
    return " ".join(one.spans[-1].text.split()) if one.spans else ""


def _as(said: str, known: str) -> str:
    """Whom that is known as, where it is called otherwise."""
    return "" if said.casefold() == known.casefold() else f" ({known})"


DOUBTS = {
    Maybe.UNSURE: "you could not say whether they are one",
    Maybe.WAITING: "a proposal that they are one waits for your answer",
    Maybe.ALIKE: "both go by one name, and nobody has said whether they are one",
    Maybe.UNNAMED: "neither is named, and nobody has said that they differ",
    Maybe.THROUGH: "a claim names both, and one may have come through the other",
}
"""Why two roots may be one, for a person."""
