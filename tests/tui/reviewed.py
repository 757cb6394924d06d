"""Small things that tests of the Review start from: two articles that two people have read."""

from pathlib import Path

from annotations.review.records import Mode
from annotations.workspace import Workspace
from tests import stock
from tui.screens.review.verify import Verify
from tui.screens.review.walking import Walking

CLAIM = "140 posts would go"


def annotated(case: Path) -> None:
    """Have ana annotate: names, a claim on a source, a link between both articles."""
    with Workspace.open(case, "ana", create=True) as ana:
        stock.add(ana, stock.ONE, id="one", title="One", outlet="Observer")
        stock.add(ana, stock.OTHER, id="two", title="Two", outlet="Herald")
        name, claim = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "one", CLAIM, "claim")
        ana.spans.attribute(claim.id, stock.tag(ana, "one", "an official", "source").id)
        ana.links.decide(name.id, stock.tag(ana, "two", "Hamas").id, "same")


def read_twice(case: Path) -> None:
    """Have ben read them blind, too: as ana, but for the claim, the attribution and a name."""
    annotated(case)
    with Workspace.open(case, "ben") as ben:
        ben.assigning.begin(Mode.BLIND)
        name = stock.tag(ben, "one", "Hamas")
        stock.tag(ben, "one", f"that {CLAIM}", "claim")
        stock.tag(ben, "one", "an official", "source")
        stock.tag(ben, "two", "May")
        ben.links.decide(name.id, stock.tag(ben, "two", "Hamas").id, "different")
        ben.assigning.end(Mode.BLIND)


def verifying(case: Path) -> None:
    """Have ben begin to verify what ana made."""
    annotated(case)
    with Workspace.open(case, "ben") as ben:
        ben.assigning.begin(Mode.VERIFY, of="ana")


def rulings(workspace: Workspace, of: str = "ana") -> dict[str, str]:
    """What was ruled, by the words ruled on."""
    items = {item.id: item for item in workspace.verifying.items(of)}
    return {
        f"{items[one.item].kind} {items[one.item].text}": str(one.ruling)
        for one in workspace.verifying.rulings(of)
        if one.item in items
    }


def about(place: Walking | Verify) -> str:
    """What the rows about the case in view say."""
    return "\n".join(row.plain for row in place.about())
