"""What stands in a Web Annotation: JSON-LD of whatever shape → plain values.

Any value may be of any type: what is not as it should be counts as not there. Annotations as
Hypothesis' own interface gives them are put into the form of the Recommendation first.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from annotations.errors import IntakeError
from annotations.formats.tools.web_annotation import NAMESPACE

Item = dict[str, Any]
"""An annotation."""


IN_PAGE = "quoted from a page"
"""The key that says that quotations have the white space of a web page, and what is round them."""


def parsed(data: bytes, name: str) -> Any:
    """The value that a file holds.

    Raises:
        IntakeError: It is no JSON.
    """
    try:
        return json.loads(data.removeprefix(b"\xef\xbb\xbf"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise IntakeError(f"{name}: not JSON: {reason.splitlines()[0]}") from None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def annotations(value: Any, name: str) -> Iterator[tuple[str, Item]]:
    """The annotations of a file, each with where it stands.

    Raises:
        IntakeError: There is something else among them, or they are elsewhere.
    """
    if isinstance(value, dict) and _is(value, "AnnotationCollection"):
        value = value.get("first")
        if not isinstance(value, dict):
            raise IntakeError(f"{name}: a collection without its pages: give the pages themselves")
    if isinstance(value, dict) and _is(value, "AnnotationPage"):
        value = value.get("items")
    if isinstance(value, dict) and isinstance(value.get("rows"), list):
        value = value["rows"]
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        place = f"{name} annotation {number}"
        if isinstance(item, dict) and "type" not in item and {"uri", "target"} <= item.keys():
            yield place, _from_hypothesis(item)
        elif isinstance(item, dict) and _is(item, "Annotation"):
            yield place, item
        else:
            raise IntakeError(f'{place}: no object of the type "Annotation"')


def _from_hypothesis(item: Item) -> Item:
    """An annotation of Hypothesis as one of the Recommendation."""
    tags = [{"purpose": "tagging", "value": tag} for tag in strings(item.get("tags"))]
    note = item.get("text")
    about = string(item.get("user")) or ""
    # Its positions count in the page, markup and menus and all, and say nothing of the text.
    targets = [_quotations(target) for target in listed(item["target"])]
    return {
        "id": item.get("id"),
        "type": "Annotation",
        "motivation": "commenting" if note else "highlighting",
        "creator": about.removeprefix("acct:") or None,
        "created": item.get("created"),
        "body": [*tags, *([{"purpose": "commenting", "value": note}] if note else [])],
        "target": targets,
        IN_PAGE: True,
    }


def _quotations(target: Any) -> Any:
    """A target of Hypothesis with no selectors but what it quotes."""
    if not isinstance(target, dict):
        return target
    quoted = [
        one
        for one in listed(target.get("selector"))
        if isinstance(one, dict) and one.get("type") == "TextQuoteSelector"
    ]
    return {**target, "selector": quoted}


def _is(value: Item, kind: str) -> bool:
    return kind in strings(value.get("type"))


def listed(value: Any) -> list[Any]:
    """A value, or the values of a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def string(value: Any) -> str | None:
    """A string; None for anything else."""
    return value if isinstance(value, str) else None


def strings(value: Any) -> list[str]:
    """The strings of a list, or the one that is there alone."""
    return [one for one in listed(value) if isinstance(one, str)]


def _bodies(item: Item) -> list[Item]:
    return [body for body in listed(item.get("body")) if isinstance(body, dict)]


def own(name: str | None, kind: str) -> str | None:
    """The identifier in one of diptych's own names."""
    prefix = f"{NAMESPACE}{kind}:"
    return unquote(name.removeprefix(prefix)) if name and name.startswith(prefix) else None


def resource(value: Any) -> str | None:
    """The IRI of what is meant, if that is one thing."""
    if isinstance(value, dict):
        value = value.get("id") or value.get("source")
        return resource(value) if isinstance(value, dict) else string(value)
    return string(value)


def values(item: Item, purpose: str) -> list[str]:
    """What the bodies of a purpose say; a body without one has the annotation's motivation."""
    motivations = strings(item.get("motivation"))
    said = [
        value
        for body in _bodies(item)
        if purpose in (strings(body.get("purpose")) or motivations)
        and (value := string(body.get("value"))) is not None
    ]
    if purpose in motivations:
        said += strings(item.get("bodyValue"))
    return said


def labels(item: Item) -> list[str]:
    """The tags; without any, what the annotation was made for."""
    tags = values(item, "tagging") or values(item, "classifying")
    return tags or strings(item.get("motivation"))[:1] or ["annotation"]


def creator(item: Item) -> str | None:
    """Who made it, by the name that is given."""
    for one in listed(item.get("creator")):
        if isinstance(one, str):
            return one
        if isinstance(one, dict):
            for key in ("name", "nickname", "id"):
                if named := strings(one.get(key)):
                    return named[0]
    return None


def ends(item: Item) -> tuple[str, str] | None:
    """The two annotations that one links: the target and the body, or two targets."""
    named = [
        name
        for part in (item.get("target"), item.get("body"))
        for one in listed(part)
        if not (isinstance(one, dict) and ("value" in one or "selector" in one))
        and (name := resource(one))
    ]
    return (named[0], named[1]) if len(named) == 2 else None


def text_body(item: Item) -> Item | None:
    """The body that is a text of diptych's."""
    prefix = f"{NAMESPACE}sha256:"
    for body in _bodies(item):
        if (string(body.get("id")) or "").startswith(prefix) and "value" in body:
            return body
    return None
