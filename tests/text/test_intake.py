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
        (RUSSIAN, "koi8-r"),
        ("首相は記者会見で述べた。", "cp932"),
    ],
)
def test_a_guessed_encoding_is_named(text: str, encoding: str) -> None:
    assert intake.decode(text.encode(encoding), "f") == intake.Decoded(text, encoding)


def test_latin_1_is_read_as_what_includes_it() -> None:
    text = FRENCH.replace("’", "'")
    assert intake.decode(text.encode("latin-1"), "f") == intake.Decoded(text, "cp1252")


OF_EACH = {
    "cp1250": "Rzecznik ministerstwa powiedział, że decyzja jeszcze nie zapadła.",
    "iso8859-2": "Rzecznik ministerstwa powiedział, że decyzja jeszcze nie zapadła.",
    "cp1253": "Ο εκπρόσωπος δήλωσε ότι η απόφαση δεν έχει ληφθεί ακόμη.",
    "iso8859-7": "Ο εκπρόσωπος δήλωσε ότι η απόφαση δεν έχει ληφθεί ακόμη.",
    "cp1254": "Bakanlık sözcüsü, kararın henüz alınmadığını söyledi, görüşmeler sürecek.",
    "cp1255": "דובר המשרד אמר כי ההחלטה טרם התקבלה.",
    "cp1256": "قال المتحدث باسم الوزارة إن القرار لم يتخذ بعد.",
    "iso8859-6": "قال المتحدث باسم الوزارة إن القرار لم يتخذ بعد.",
    "cp1257": "Ministerijos atstovas pranešė, kad sprendimas dar nepriimtas, žiūrėsime.",
    "cp874": "โฆษกกระทรวงกล่าวว่ายังไม่มีการตัดสินใจ",
    "cp866": RUSSIAN,
    "iso8859-5": RUSSIAN,
    "mac-cyrillic": RUSSIAN,
    "koi8-u": "Речник міністерства повідомив, що рішення ще не ухвалено, і її висновки чекають.",
    "cp932": "首相は記者会見で、この計画について何も決まっていないと述べた。",
    "euc_jp": "首相は記者会見で、この計画について何も決まっていないと述べた。",
    "iso2022_jp": "首相は記者会見で述べた。",
    "gb18030": "外交部发言人周一表示，双方尚未就此达成协议。",
    "big5hkscs": "外交部發言人週一表示，雙方尚未就此達成協議。",
    "cp949": "정부는 월요일에 아직 결정된 것이 없다고 밝혔다.",
}
"""A line in each encoding that web pages are in."""


@pytest.mark.parametrize("encoding", OF_EACH)
def test_one_line_is_enough_to_tell_its_encoding(encoding: str) -> None:
    text = OF_EACH[encoding]
    read = intake.decode(text.encode(encoding), "f")
    assert read.text == text
    assert read.guess


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["text", FRENCH, RUSSIAN, *OF_EACH.values()])
def test_utf_16_is_told_without_a_mark(text: str, encoding: str) -> None:
    assert intake.decode(text.encode(encoding), "f") == intake.Decoded(text, encoding)


def test_a_control_character_makes_no_utf_16() -> None:
    assert intake.decode(b"It \x07rains.", "f").text == "It \x07rains."


def test_an_encoding_that_is_said_goes_first() -> None:
    data = RUSSIAN.encode("koi8_r")
    assert intake.decode(data, "f", "KOI8-R") == intake.Decoded(RUSSIAN, None)
    assert intake.decode(data, "f", "latin1").text == data.decode("latin-1")
    marked = "x".encode("utf-16"), b"\xef\xbb\xbfx"
    for raw, name in zip(marked, ("utf-16le", "utf-8"), strict=True):
        assert intake.decode(raw, "f", name).text == "x"
    with pytest.raises(IntakeError, match=r"f: not utf-8 \(byte 0\): give another --encoding"):
        intake.decode(data, "f", "utf8")
    for name in ("nonsense", "base64", "idna", "\0"):
        with pytest.raises(IntakeError, match=r"no encoding .* is known: give one such as"):
            intake.decode(data, "f", name)


def test_bytes_in_no_encoding_at_all() -> None:
    with pytest.raises(IntakeError, match=r"f: neither UTF-8 nor in .*: save it as UTF-8"):
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
        (b"\1\0\2\0\0\1\0\2", "a binary file"),
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
