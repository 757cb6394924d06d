"""What the Review says of items, rulings, disagreements and corrections."""

from textual.content import Content

from annotations.codebook import Codebook
from annotations.review.items import Item
from annotations.review.records import Content as Said
from annotations.review.records import Kind, Resolution, Review, Ruling, Version
from tui.text.display import one_line
from tui.widgets.lines import plain, styled

_QUOTED = 60
"""Cells of what is quoted."""

_SAID = {
    Ruling.AGREE: "right",
    Ruling.BOUNDARY: "boundary fixed",
    Ruling.LABEL: "label fixed",
    Ruling.REJECT: "rejected",
    Ruling.MISSING: "missing",
    Ruling.DEFER: "put off",
}
_TONES = {Ruling.AGREE: "$success", Ruling.DEFER: "$warning", Ruling.REJECT: "$error"}


def said(review: Review) -> str:
    """A ruling in a word or two."""
    return _SAID[review.ruling]


def quoted(item: Item) -> str:
    """The words of an item."""
    return f"“{one_line(item.text, _QUOTED)}”"


def item(item: Item, second: str) -> Content:
    """What an item is.

    Args:
        item: The item.
        second: The words of the source, or of the other end of a link.
    """
    start, end = item.places[0]
    match item.kind:
        case Kind.SPAN:
            where = styled(f"  [{start}, {end})", "$text-muted")
            return Content.assemble(_label(item.label), plain(quoted(item)), where)
        case Kind.ATTRIBUTION:
            return Content.assemble(
                _label("attribution"), plain(quoted(item)), styled("  rests on  ", "$text-muted"),
                plain(f"“{one_line(second, _QUOTED)}”"),
            )  # fmt: skip
        case Kind.LINK:
            return Content.assemble(
                _label("link"), plain(quoted(item)), "  ", _label(item.label), " ",
                plain(f"“{one_line(second, _QUOTED)}”"),
            )  # fmt: skip


def ruling(review: Review | None, codebook: Codebook) -> Content:
    """What was ruled on an item."""
    if review is None:
        return styled("not ruled on yet", "$text-muted")
    tone = _TONES.get(review.ruling, "$accent")
    parts: list[Content | str] = [styled(f" {said(review)} ", f"bold reverse {tone}")]
    if review.after:
        parts += ["  ", _content(review.kind, review.after)]
    if review.reason:
        text = next((one.text for one in codebook.reasons if one.code == review.reason), "")
        parts += [
            "  ",
            plain(review.reason),
            styled(f": {one_line(text)}" * bool(text), "$text-muted"),
        ]
    if review.note:
        parts += [styled("  note: ", "$text-muted"), plain(review.note)]
    return Content.assemble(*parts)


def version(
    number: int,
    said: Version,
    kind: Kind,
    words: tuple[str, str],
    chosen: bool,  # noqa: FBT001
) -> Content:
    """One of the things that are said, and by whom.

    Args:
        number: Its number, from 1.
        said: What is said.
        kind: What it is about.
        words: The words at both ends, where it is about a pair.
        chosen: Whether it was chosen.
    """
    badge = styled(f" {number} ", "bold reverse $success" if chosen else "bold reverse $accent")
    who = styled(f" {one_line(', '.join(said.by), 30)}  ", "bold")
    return Content.assemble(badge, who, _told(kind, said.content, words))


def _told(kind: Kind, content: Said | None, words: tuple[str, str]) -> Content:
    if content is None:
        nothing = {Kind.SPAN: "nothing here", Kind.ATTRIBUTION: "does not rest on this source"}
        return styled(nothing.get(kind, "no link"), "$text-muted")
    if kind is Kind.SPAN:
        return _content(kind, content)
    one, other = (f"“{one_line(end, _QUOTED)}”" for end in words)
    middle = "rests on" if kind is Kind.ATTRIBUTION else content["kind"]
    return Content.assemble(plain(one), " ", _label(middle), plain(other))


def settled(resolution: Resolution | None, kind: Kind, versions: int) -> Content:
    """How a disagreement was settled."""
    if resolution is None:
        more = f" · {versions} versions" if versions > 2 else ""
        return styled(f"not settled yet{more}", "$text-muted")
    parts: list[Content | str] = [
        styled(f" {one_line(resolution.choice, 12)} ", "bold reverse $success"),
        styled("  settled by ", "$text-muted"), plain(resolution.annotator, 20),
    ]  # fmt: skip
    if resolution.choice == "new":
        parts += ["  ", _content(kind, resolution.chosen[0])]
    if resolution.note:
        parts += [styled("  why: ", "$text-muted"), plain(resolution.note)]
    return Content.assemble(*parts)


def in_short(said: Version) -> str:
    """What is said in a word, and by whom."""
    if said.content is None:
        what = "nothing"
    else:
        what = "rests on it" if "claim" in said.content else label_of(said.content)
    return f"{', '.join(said.by)}: {what}"


def label_of(content: Said) -> str:
    """The label, or the kind of link, of what somebody would have."""
    return str(content.get("kind") or content.get("label"))


def _label(label: str) -> Content:
    return Content.assemble(styled(one_line(label, 20), "bold $accent"), " ")


def _content(kind: Kind, content: Said) -> Content:
    """What somebody would have there."""
    match kind:
        case Kind.SPAN:
            where = styled(f"  [{content['start']}, {content['end']})", "$text-muted")
            words = plain(f"“{one_line(content['text'], _QUOTED)}”")
            return Content.assemble(_label(content["label"]), words, where)
        case Kind.ATTRIBUTION:
            return Content("the claim rests on this source")
        case Kind.LINK:
            return _label(content["kind"])


def guideline(kind: Kind, label: str, codebook: Codebook) -> tuple[str, str]:
    """What the codebook says of a label or a kind of link: a title, and the text."""
    if kind is Kind.LINK:
        known = codebook.link_kind(label)
        text = known.guideline if known else ""
    elif kind is Kind.ATTRIBUTION:
        text = "\n".join(f"{one.name}: {one.guideline}" for one in codebook.labels[:2])
    else:
        found = codebook.label(label)
        text = found.guideline if found else ""
    return label, text or "The codebook says nothing of it."
