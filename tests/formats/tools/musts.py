"""What a Web Annotation must have, as the W3C's test suite lists it, in this project's words.

The suite (``annotation-model`` of web-platform-tests) has five lists of assertions of the kind
*must*: of annotations, bodies, targets, specific resources and collections. Each stands here under
the name that it has there, with the section of the Recommendation in it, as a predicate, and with a
change to a sound annotation, or to a collection, which it must find.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

Object = dict[str, Any]

_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PURPOSES = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing",
    "highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
_SETS = {"Choice", "Composite", "Independents", "List"}


class Must(NamedTuple):
    """An assertion."""

    name: str
    holds: Callable[[Object], bool]
    broken_by: Object
    """What makes it fail: keys to be set; None takes one out."""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_iri(value: Any) -> bool:
    return isinstance(value, str) and _IRI.fullmatch(value) is not None


def _are_iris(value: Any) -> bool:
    return all(_is_iri(one) or (isinstance(one, dict) and _is_iri(one.get("id")))
               for one in _list(value))  # fmt: skip


def _is_time(value: Any) -> bool:
    if not isinstance(value, str) or "T" not in value:
        return False
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def _has(key: str, value: Any) -> Callable[[Object], bool]:
    """That one of a key's values is this."""
    return lambda item: value in _list(item.get(key))


def _if_there(key: str, right: Callable[[Any], bool]) -> Callable[[Object], bool]:
    return lambda item: key not in item or right(item[key])


def _parts(item: Object, *keys: str) -> Iterator[Object]:
    """The objects that are bodies or targets, those of sets too."""
    for key in keys:
        for one in _list(item.get(key, [])):
            if isinstance(one, dict):
                yield one
                yield from (
                    inner for inner in _list(one.get("items", [])) if isinstance(inner, dict)
                )


def _all(keys: str, right: Callable[[Object], bool]) -> Callable[[Object], bool]:
    return lambda item: all(map(right, _parts(item, *keys.split())))


def _kind(part: Object) -> str:
    """What sort of a resource an object is."""
    if "source" in part:
        return "specific"
    if _SETS & {*_list(part.get("type"))}:
        return "set"
    return "text" if "value" in part else "external" if _is_iri(part.get("id")) else "none"


def _without(keys: str, kind: str, key: str) -> Callable[[Object], bool]:
    """That no part of that kind has the key."""
    return _all(keys, lambda part: _kind(part) != kind or key not in part)


def _known(key: str, *kinds: str) -> Callable[[Object], bool]:
    return lambda item: all(
        _is_iri(one) or (isinstance(one, dict) and _kind(one) in kinds)
        for one in _list(item.get(key, []))
    )


def _selectors(part: Object) -> Iterator[Object]:
    """The selectors and states of a part, and those that refine them."""
    todo = [one for key in ("selector", "state") for one in _list(part.get(key, []))]
    while todo:
        one = todo.pop()
        if isinstance(one, dict):
            yield one
            todo += _list(one.get("refinedBy", []))


def _typed(types: str, right: Callable[[Object], bool]) -> Callable[[Object], bool]:
    """That every selector or state of one of these types is right."""
    wanted = types.split()
    return _all(
        "body target",
        lambda part: all(right(one) for one in _selectors(part) if one.get("type") in wanted),
    )


def _is_one(value: Any) -> bool:
    return _is_iri(value) or (isinstance(value, dict) and isinstance(value.get("type"), str))


def _resources(key: str, short: str) -> list[Must]:
    """What holds of bodies and of targets alike."""
    iri = "urn:x"
    external: Object = {"id": iri}
    chosen: Object = {"type": "Choice", "items": [iri]}
    specific: Object = {"source": iri, "purpose": "tagging"}

    def must(name: str, holds: Callable[[Object], bool], broken: Object) -> Must:
        return Must(f"bodiesTargets/{name.replace('*', short)}", holds, {key: broken})

    times = [
        must(f"3.3.1-*{name.title()}Validated", _all(key, _if_there(name, _is_time)),
             {**external, name: "May"})
        for name in ("created", "modified")
    ]  # fmt: skip
    return [
        *times,
        must("3.2.1-*TextDirectionValidated",
             _all(key, _if_there("textDirection", lambda value: value in ("ltr", "rtl", "auto"))),
             {**external, "textDirection": "up"}),
        must("3.3.6-*RightsValidated", _all(key, _if_there("rights", _are_iris)),
             {**external, "rights": "mine"}),
        must("3.3.7-*CanonicalValidated", _all(key, _if_there("canonical", _is_iri)),
             {**external, "canonical": "it"}),
        must("3.3.7-*ViaValidated", _all(key, _if_there("via", _are_iris)),
             {**external, "via": "there"}),
        must("3.2.7-*EWRNoItems", _without(key, "external", "items"), {**external, "items": []}),
        must("3.3.5-*EWRNoPurpose", _without(key, "external", "purpose"),
             {**external, "purpose": "tagging"}),
        must("3.2.4-*ChoiceSetNoValue", _without(key, "set", "value"), {**chosen, "value": "x"}),
        must("4-*ChoiceSetNoSource",
             _all(key, lambda part: not ("items" in part and "source" in part)),
             {**chosen, "source": iri}),
        must("3.3.5-*ChoiceSetNoPurpose", _without(key, "set", "purpose"),
             {**chosen, "purpose": "tagging"}),
        must("3.2.7-*SpecificResourceNoItems", _without(key, "specific", "items"),
             {**specific, "items": []}),
        must("4-*SpecificResourceNoSource",
             _all(key, lambda part: _kind(part) != "specific" or (_are_iris(part["source"])
                  and len(_list(part["source"])) == 1)),
             {**specific, "source": [iri, iri]}),
    ]  # fmt: skip


_ANNOTATION = [
    Must("annotations/3.1-annotationContextValidated", _has("@context", _CONTEXT),
         {"@context": "x"}),
    Must("annotations/3.1-annotationIdValidated", lambda item: _is_iri(item.get("id")),
         {"id": "no name"}),
    Must("annotations/3.1-annotationTypeValidated", _has("type", "Annotation"), {"type": "Note"}),
    Must("annotations/3.1-targetKeyFound", lambda item: "target" in item, {"target": None}),
    Must("annotations/3.2-targetObjectsRecognized",
         _known("target", "external", "specific", "set"), {"target": {"value": "text"}}),
    Must("annotations/3.2.5-notBodyBodyValue",
         lambda item: not ("body" in item and "bodyValue" in item), {"bodyValue": "text"}),
    *(Must(f"annotations/3.3.1-annotation{name.title()}Validated", _if_there(name, _is_time),
           {name: "2026-01-01"}) for name in ("created", "modified", "generated")),
    Must("annotations/3.3.6-annotationRightsValidated", _if_there("rights", _are_iris),
         {"rights": "mine"}),
    Must("annotations/3.3.7-annotationCanonicalValidated", _if_there("canonical", _is_iri),
         {"canonical": ["urn:x", "urn:y"]}),
    Must("annotations/3.3.7-annotationViaValidated", _if_there("via", _are_iris), {"via": 1}),
]  # fmt: skip

_BODY = [
    Must("annotations/3.2-bodyObjectsRecognized",
         _known("body", "external", "specific", "set", "text"), {"body": {"type": "Thing"}}),
    *_resources("body", "body"),
    Must("bodiesTargets/3.2.7-bodyEmbeddedTextualNoItems", _without("body", "text", "items"),
         {"body": {"value": "x", "items": []}}),
    Must("bodiesTargets/4-bodyEmbeddedTextualNoSource",
         _all("body", lambda part: not ("value" in part and "source" in part)),
         {"body": {"value": "x", "source": "urn:x"}}),
]  # fmt: skip


def _selected(**selector: Any) -> Object:
    return {"target": {"source": "urn:x", "selector": selector}}


def _in_state(**state: Any) -> Object:
    return {"target": {"source": "urn:x", "state": state}}


_SPECIFIC = [
    Must("specificResource/4.2-selectorValidIfPresent",
         _all("body target", _if_there("selector", lambda value: all(map(_is_one, _list(value))))),
         {"target": {"source": "urn:x", "selector": 5}}),
    Must("specificResource/4.3-stateValidIfPresent",
         _all("body target", _if_there("state", lambda value: all(map(_is_one, _list(value))))),
         {"target": {"source": "urn:x", "state": "now"}}),
    Must("specificResource/4.3.3-refinedByValidated",
         _all("body target", lambda part: all(
             _is_one(inner) for one in _selectors(part) for inner in _list(one.get("refinedBy", []))
         )), _selected(type="CssSelector", value="p", refinedBy="more")),
    Must("specificResource/4.4-styleClassValidIfPresent",
         _all("body target", _if_there("styleClass", lambda value: isinstance(value, str))),
         {"target": {"source": "urn:x", "styleClass": 1}}),
    Must("specificResource/4.2-fragmentCssXPathSelectorValid",
         _typed("FragmentSelector CssSelector XPathSelector",
                lambda one: isinstance(one.get("value"), str)), _selected(type="XPathSelector")),
    Must("specificResource/4.2.4-textQuoteSelectorValid",
         _typed("TextQuoteSelector", lambda one: isinstance(one.get("exact"), str)),
         _selected(type="TextQuoteSelector", prefix="x")),
    Must("specificResource/4.2-TextDataPositionSelectorValid",
         _typed("TextPositionSelector DataPositionSelector",
                lambda one: _is_count(one.get("start")) and _is_count(one.get("end"))),
         _selected(type="TextPositionSelector", start=-1, end=2)),
    Must("specificResource/4.2.7-svgSelectorValid",
         _typed("SvgSelector", lambda one: ("value" in one) != ("id" in one)),
         _selected(type="SvgSelector")),
    Must("specificResource/4.2.8-rangeSelectorValid",
         _typed("RangeSelector", lambda one: {"startSelector", "endSelector"} <= one.keys()),
         _selected(type="RangeSelector", startSelector={})),
    Must("specificResource/4.3.1-timeStateValid",
         _typed("TimeState", lambda one: ("sourceDateStart" in one) == ("sourceDateEnd" in one)),
         _in_state(type="TimeState", sourceDateEnd="2026-01-01T00:00:00Z")),
    Must("specificResource/4.3.2-httpRequestStateValid",
         _typed("HttpRequestState", lambda one: isinstance(one.get("value"), str)),
         _in_state(type="HttpRequestState")),
]  # fmt: skip

ANNOTATION = [*_ANNOTATION, *_BODY, *_resources("target", "targ"), *_SPECIFIC]
"""What holds of an annotation."""


def _is_page(value: Any) -> bool:
    return _is_iri(value) or (
        isinstance(value, dict)
        and "AnnotationPage" in _list(value.get("type"))
        and _is_iri(value.get("id"))
        and isinstance(value.get("items"), list)
    )


COLLECTION = [
    Must("collections/5.1-collectionContextValidated", _has("@context", _CONTEXT),
         {"@context": None}),
    Must("collections/5.1-collectionIdValidated", lambda item: _is_iri(item.get("id")),
         {"id": None}),
    Must("collections/5.1-collectionTypeValidated", _has("type", "AnnotationCollection"),
         {"type": "Annotation"}),
    Must("collections/5.1-collectionLabelValidated",
         _if_there("label", lambda value: all(isinstance(one, str) for one in _list(value))),
         {"label": 1}),
    Must("collections/5.1-collectionTotalValidated", _if_there("total", _is_count),
         {"total": -1}),
    Must("collections/5.1-collectionFirstValidated",
         lambda item: _is_page(item["first"]) if "first" in item else not item.get("total"),
         {"first": {"type": "AnnotationPage"}}),
    Must("collections/5.1-collectionLastValidated", _if_there("last", _is_iri), {"last": "end"}),
    *(Must(f"collections/3.3.1-collection{name.title()}Validated", _if_there(name, _is_time),
           {name: "yesterday"}) for name in ("created", "modified")),
    Must("collections/3.3.6-collectionRightsValidated", _if_there("rights", _are_iris),
         {"rights": "mine"}),
]  # fmt: skip
"""What holds of a collection."""

PURPOSES = _PURPOSES
"""The motivations and purposes of the Recommendation (3.3.5)."""
