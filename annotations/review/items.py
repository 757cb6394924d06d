"""What is ruled on, one by one: the spans, attributions and links of one annotator."""

from typing import Any, NamedTuple

from annotations.review.records import Content, Kind, Review, Ruling

Place = tuple[int, int]
"""Where a span is in its article: start and end."""

_COMPARED = {
    Kind.SPAN: ("start", "end", "label"),
    Kind.ATTRIBUTION: ("label",),
    Kind.LINK: ("kind",),
}
"""What a ruling on an item is on: the ends of the others are items of their own."""


class Item(NamedTuple):
    """Something that a reviewer rules on, without the spans at its ends."""

    kind: Kind
    """What it is."""
    id: str
    """Identifier of the span, the attribution, or the verdict on a link."""
    author: str
    """Whose it is."""
    document: str
    """The article; of a link the one imported earlier."""
    label: str
    """The span's label, the kind of attribution, or the kind of link."""
    places: tuple[Place, ...]
    """Of the span; of the claim and the source; of both ends of a link."""
    ends: tuple[str, ...]
    """The spans there."""
    text: str
    """The words of the first of them."""
    other: str | None = None
    """Of a link, the article imported later."""

    @property
    def content(self) -> Content:
        """What it says, as rulings keep it."""
        return content_of(self.kind, self.label, self.places, self.text)


def content_of(kind: Kind, label: str, places: tuple[Place, ...], text: str) -> Content:
    """What something in an article says, as rulings and resolutions keep it."""
    first, second = places[0], places[-1]
    match kind:
        case Kind.SPAN:
            return {"start": first[0], "end": first[1], "label": label, "text": text}
        case Kind.ATTRIBUTION:
            return {"claim": [*first], "source": [*second], "label": label}
        case Kind.LINK:
            return {"kind": label, "left": [*first], "right": [*second]}


def agrees(kind: Kind, one: Content | None, other: Content | None) -> bool:
    """Whether two contents say the same of one thing."""
    return told(kind, one) == told(kind, other)


def told(kind: Kind, content: Content | None) -> tuple[Any, ...] | None:
    """What of a content counts, as something that can be compared and hashed."""
    return None if content is None else tuple(content.get(key) for key in _COMPARED[kind])


def is_stale(review: Review, content: Content) -> bool:
    """Whether the item has changed since the ruling, to something else than was asked for.

    What a reviewer put in is their own: as they change it, they ask for something else.
    """
    if review.ruling is Ruling.MISSING:
        return False
    return not any(agrees(review.kind, content, said) for said in (review.before, review.after))
