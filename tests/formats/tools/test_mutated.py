"""Files of doccano and Label Studio gone wrong: refused as such, or read; never anything else."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import IntakeError
from annotations.formats.readers import Source
from annotations.formats.tools import doccano, label_studio_reading

KEYS = st.sampled_from(
    [
        "text", "label", "labels", "entities", "relations", "id", "from_id", "to_id", "type",
        "start_offset", "end_offset", "data", "annotations", "predictions", "result", "value",
        "start", "end", "globalOffsets", "meta", "completed_by", "created_username", "title",
        "published", "diptych_id", "was_cancelled", "model_version", "direction", "email",
    ]
)  # fmt: skip
LEAVES = (
    st.none() | st.booleans() | st.integers(-3, 12) | st.floats() | st.just("🙂 Rain\r\nfell.")
    | st.text(max_size=4) | st.sampled_from(["relation", "labels", "a", "\ud800", "\0", "b\x1b"])
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)
REGIONS = st.fixed_dictionaries(
    {"type": st.sampled_from(["labels", "relation", None])},
    optional={
        "id": LEAVES, "from_id": LEAVES, "to_id": LEAVES, "labels": VALUES, "meta": VALUES,
        "value": st.fixed_dictionaries(
            {"labels": st.lists(LEAVES, max_size=2)},
            optional={"start": LEAVES, "end": LEAVES, "text": LEAVES, "globalOffsets": VALUES},
        ),
    },
)  # fmt: skip
TEXT = st.just("🙂 Rain\r\nfell.") | LEAVES
LINES = st.fixed_dictionaries(
    {"text": TEXT},
    optional={
        "label": st.lists(st.tuples(LEAVES, LEAVES, LEAVES).map(list)) | VALUES,
        "entities": st.lists(
            st.fixed_dictionaries(
                {"start_offset": LEAVES, "end_offset": LEAVES, "label": LEAVES},
                optional={"id": LEAVES},
            ),
            max_size=3,
        ) | VALUES,
        "relations": st.lists(st.dictionaries(KEYS, LEAVES), max_size=2) | VALUES,
        "meta": VALUES, "diptych_id": LEAVES, "published": LEAVES,
    },
)  # fmt: skip
TASKS = st.fixed_dictionaries(
    {"data": st.fixed_dictionaries({"text": TEXT}, optional={"meta": VALUES, "title": VALUES})},
    optional={
        "annotations": st.lists(
            st.fixed_dictionaries(
                {"result": st.lists(REGIONS, max_size=3)},
                optional={"completed_by": VALUES, "created_username": VALUES},
            ),
            max_size=2,
        ) | VALUES,
        "predictions": VALUES,
    },
)  # fmt: skip


def _tried(value: Any) -> None:
    source = Source(Path("f.json"), json.dumps(value).encode())
    for module in (doccano, label_studio_reading):
        module.looks_so(source)
        with suppress(IntakeError):
            for place, article in module.read(source).articles:
                assert place.startswith("f.json ")
                for span in article.spans:
                    assert article.text[span.start : span.end] == span.text


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES | TASKS | VALUES, max_size=3))
def test_values_of_any_kind(value: Any) -> None:
    _tried(value)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 400), st.booleans())
def test_bytes_that_were_changed(noise: bytes, place: int, cut: bool) -> None:
    whole = json.dumps(
        [
            {
                "text": "Rain fell.",
                "entities": [{"start_offset": 0, "end_offset": 4, "label": "A"}],
            },
            {"data": {"text": "Rain fell."}, "annotations": [{"result": []}]},
        ]
    ).encode()
    data = whole[:place] + noise + whole[place + len(noise) * cut :]
    source = Source(Path("f.jsonl"), data)
    for module in (doccano, label_studio_reading):
        module.looks_so(source)
        with suppress(IntakeError):
            module.read(source)
