"""Bytes → storable text: what is read, what is refused, and where offsets go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import IntakeError
from annotations.text import intake

FRENCH = (
    "Le porte-parole a déclaré que la décision n’était pas encore prise. « Nous étudions "
    "toutes les possibilités », a-t-il ajouté, à l’issue d’une réunion à l’Élysée."
)
RUSSIAN = (
    "Представитель министерства сообщил, что решение ещё не принято. Переговоры продолжатся "
    "на следующей неделе, заявил он журналистам после встречи в столице."
)

MIXED = st.lists(
    st.sampled_from(["\r\n", "\r", "\n", "a", "é", "e\u0301", "🙂", "👩\u200d🚀", "\u2028", " "]),
    min_size=1,
).map("".join)
"""Texts with every kind of newline, emoji and combining marks."""


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_read_without_a_guess(encoding: str) -> None:
    assert intake.decode(RUSSIAN.encode(encoding), "f") == intake.Decoded(RUSSIAN, None)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        ("Café société", "cp1252"),
        ("Die Polizei – so „Bild“ – äußerte sich nicht.", "cp1252"),
        ("El presidente dijo: «Mañana habrá una reunión en el salón»", "cp1252"),
        ("The minister’s “final” answer — no.", "cp1252"),
        ("Premier powiedział, że rząd zajmie się tą sprawą w środę.", "cp1250"),
        ("Bakan, İstanbul’da görüşmelerin süreceğini söyledi.", "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        ("首相は記者会見で述べた。", "cp932"),
    ],
)
def test_a_guessed_encoding_is_named(text: str, encoding: str) -> None:
    assert intake.decode(text.encode(encoding), "f") == intake.Decoded(text, encoding)


def test_latin_1_is_read_as_what_includes_it() -> None:
    text = FRENCH.replace("’", "'")
    assert intake.decode(text.encode("latin-1"), "f") == intake.Decoded(text, "cp1252")


def test_bytes_in_no_encoding_at_all() -> None:
    with pytest.raises(IntakeError, match=r"f: not UTF-8 \(byte \d+\) .*: save it as UTF-8"):
        intake.decode(bytes(range(1, 256)) * 20, "f")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "f: a PDF, not text: copy its text"),
        (b"PK\x03\x04rest", "a ZIP or Office file"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (b"SQLite format 3\0", "open a workspace with `diptych open`"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"abc\0def", r"a binary file \(NUL at byte 3\)"),
        ("text".encode("utf-16-le"), "a binary file"),
        (b"\xff\xfea", "marked as utf-16 but broken at byte"),
        (b"\xef\xbb\xbf\xff", "marked as utf-8-sig but broken"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes, message: str) -> None:
    with pytest.raises(IntakeError, match=message):
        intake.decode(data, "f")


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MAX_BYTES", 10)
    assert intake.decode(b"x" * 10, "f").text == "x" * 10
    with pytest.raises(IntakeError, match=r"f: 11 bytes, more than the 10 .*: split it"):
        intake.decode(b"x" * 11, "f")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f: empty"),
        (" \r\n\t\u2003 ", "f: empty"),
        ("ab\0", "NUL character at 2: remove it"),
        ("a\ud800b", "half a surrogate pair at 1: write the whole character"),
    ],
)
def test_what_cannot_be_stored(text: str, message: str) -> None:
    with pytest.raises(IntakeError, match=message):
        intake.storable(text, "f")


@given(MIXED)
def test_newlines_are_all_that_changes(text: str) -> None:
    if not text.strip():
        return
    assert intake.storable(text, "f") == _normal(text)


@given(MIXED, st.data())
def test_a_stretch_keeps_its_words_when_newlines_change(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    begins, ends = intake.Newlines(text).moved(start, end)
    assert _normal(text)[begins:ends] == _normal(text[start:end])


def test_words_are_counted() -> None:
    assert intake.count_words("The 3 mother-in-law’s words, e\u0301tat 🙂 — no.") == 6
