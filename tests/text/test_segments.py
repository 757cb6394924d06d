"""The text objects: what a reader calls a word, a sentence, a quotation, a paragraph."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotations.text import paragraphs
from annotations.text.segments import Segments, Stretch

PIECES = [
    *"ab Z.,!?\n-'’‘“”\"«»„「」()7_",
    *("\n\n", "  ", "\u00a0", "\r", "\t", "\u200b", "\u200d", "\u0301", "\u0600", "\ufe0f"),
    *("Mr. ", "U.S. ", "He said. ", "The end.”", "👩‍👩‍👧", "🇫🇷", "🇩", "👍🏽", "ℹ️"),
    *("漢", "字。", "کتاب", "؟", "हिन्दी", "क्ष", "।", "กำ", "ภาษา", "각", "ᄀ", "é", "e\u0301"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def shown(segments: Segments, stretches: list[Stretch]) -> list[str]:
    return [segments.text[start:end] for start, end in stretches]


def sentences(text: str, language: str = "en") -> list[str]:
    segments = Segments(text, language)
    return shown(segments, segments.sentences(0, len(text)))


def words(text: str) -> list[str]:
    segments = Segments(text)
    return shown(segments, segments.words(0, len(text)))


def quotations(text: str) -> list[str]:
    segments = Segments(text)
    return shown(segments, segments.quotations(0, len(text)))


@pytest.mark.parametrize(
    "cluster", ["👩‍👩‍👧‍👦", "🇫🇷", "👍🏽", "e\u0301", "क्षि", "각", "❤️", "a\u0300\u0301\u0302"]
)
def test_a_grapheme_is_what_looks_like_one_character(cluster: str) -> None:
    segments = Segments(f"x{cluster}y")
    for offset in range(1, 1 + len(cluster)):
        assert segments.grapheme(offset) == (1, 1 + len(cluster))
        assert segments.next_grapheme(offset) == 1 + len(cluster)
    assert segments.previous_grapheme(1 + len(cluster)) == 1
    assert segments.grapheme(len(segments.text)) == (len(segments.text),) * 2


def test_flags_pair_from_their_own_beginning() -> None:
    segments = Segments("🇫🇷🇩🇪🇯🇵")
    assert [segments.grapheme(at) for at in (1, 2, 5)] == [(0, 2), (2, 4), (4, 6)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. envoy, Al-Noor.", ["The", "U.S.", "envoy", "Al-Noor"]),
        ("Mara’s dogs don't bark", ["Mara’s", "dogs", "don't", "bark"]),
        ("the ‘late’ vote", ["the", "late", "vote"]),
        ("3.5 percent of 1,000 at 5 a.m.", ["3.5", "percent", "of", "1,000", "at", "5", "a.m."]),
        ("AT&T and U.S.-led talks", ["AT&T", "and", "U.S.-led", "talks"]),
        ("漢字 と", ["漢", "字", "と"]),
        ("ภาษาไทย ดี", ["ภาษาไทย", "ดี"]),
        ("कोई हिन्दी", ["कोई", "हिन्दी"]),
        ("قال الوزير،", ["قال", "الوزير"]),
        ("cafe\u0301 👩‍👩‍👧 fin", ["cafe\u0301", "fin"]),
    ],
)
def test_words_are_what_a_reader_takes_for_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_word_under_the_cursor() -> None:
    segments = Segments("Go, now")
    assert [segments.word(at) for at in (0, 2, 3, 4, 7)] == [(0, 2), (0, 2), None, (4, 7), (4, 7)]
    assert segments.next_word(0) == 4
    assert segments.next_word(4) == 7
    assert segments.previous_word(7) == 4
    assert segments.previous_word(4) == 0


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Orr met Dr. Lind at 5 a.m. on Monday.", "They left."],
        ["He lives in the U.S. with two cats.", "The U.S. Army came.", "It left."],
        ["She lives in the U.S.", "They do too."],
        ["“We came. We saw. We left,” he said.", "Nobody heard."],
        ["“Is it over?” she asked.", "It was."],
        ["She said: “It is so. Yes.”", "Then she left."],
        ['He wrote, " It goes on. It must."', "Nobody knew."],
        ["It rose by 3.5 percent.", "Why?"],
    ],
)
def test_sentences(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ja", ["今日は晴れ。", "「行くよ。」と言った。", "明日は雨。"]),
        ("zh", ["他说：“我们走了。再见。”", "天黑了。"]),
        ("ar", ["ذهب الوزير إلى القاهرة.", "هل عاد؟", "نعم."]),
        ("hi", ["यह एक वाक्य है।", "यह दूसरा है।"]),
        ("de", ["„Er geht. Er kommt.“", "Dann schwieg sie."]),
        ("fr", ["« Il part. Il revient. »", "Puis rien."]),
    ],
)
def test_sentences_of_other_languages(language: str, expected: list[str]) -> None:
    space = "" if language in ("ja", "zh") else " "
    assert sentences(space.join(expected), language) == expected


def test_marks_without_a_partner_stay_with_their_own_sentence() -> None:
    assert sentences("We wait. “We hope. So it goes.") == ["We wait.", "“We hope.", "So it goes."]
    assert sentences("It is over.” She went home. “We will see,” he said.") == [
        "It is over.”",
        "She went home.",
        "“We will see,” he said.",
    ]


def test_sentence_between_two_is_the_one_before() -> None:
    segments = Segments("  One. Two.\n\n  Three.")
    assert [segments.sentence(at) for at in (0, 2, 6, 7, 12, 14)] == [
        (2, 6),
        (2, 6),
        (2, 6),
        (7, 11),
        (7, 11),
        (15, 21),
    ]
    assert [segments.next_sentence(at) for at in (0, 2, 8, 16)] == [2, 7, 15, 21]
    assert [segments.previous_sentence(at) for at in (21, 15, 8, 7, 2)] == [15, 7, 7, 2, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One two,” he said. “Three.”", ["One two", "Three."]),
        ('He said, " It is. " Then "go".', ["It is.", "go"]),
        ('“Mixed" and "mixed”', ["Mixed", "mixed"]),
        ("„Ja“, sagte er. »Nein«, sie.", ["Ja", "Nein"]),
        ("« Oui », dit-il.", ["Oui"]),
        ("”Nej”, sade hon.", ["Nej"]),
        ("「行く『今』よ」", ["行く『今』よ", "今"]),
        ("“He said ‘now’ to me”", ["He said ‘now’ to me", "now"]),
        ("‘It can’t be,’ said Ann’s aide.", ["It can’t be"]),
        ("the leaders’ plan, Ann’s and rock 'n' roll's", ["n"]),
        ("the ’90s and the players’ strike", []),
        ('6\'2" tall, 5" wide', []),
        ("“never closed", []),
        ('"lost “inner” end', ["inner"]),
        ("“”", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


def test_a_quotation_goes_on_over_paragraphs() -> None:
    assert quotations("He said: “One.\n\n“Two.”\nNo.") == ["One.", "Two."]
    assert quotations("He said: “One.\n\nTwo.”\nNo.") == []


def test_the_quotation_under_the_cursor_is_the_innermost() -> None:
    segments = Segments("“a ‘b c’ d” e")
    assert segments.quotation(0) == (1, 10)
    assert segments.quotation(4) == (4, 7)
    assert segments.quotation(9) == (1, 10)
    assert segments.quotation(12) is None


def test_a_paragraph_is_a_line() -> None:
    segments = Segments("\n One two.\nThree.  \n\n  Four.\n")
    assert [segments.paragraph(at) for at in (0, 3, 10, 18, 20, 21, 28)] == [
        (2, 10),
        (2, 10),
        (2, 10),
        (11, 17),
        (11, 17),
        (23, 28),
        (23, 28),
    ]
    assert [segments.next_paragraph(at) for at in (0, 5, 12, 24)] == [2, 11, 23, 29]
    assert [segments.previous_paragraph(at) for at in (29, 23, 12, 11, 2)] == [23, 11, 11, 2, 0]


WRAPPED = """\
The council of the small harbour town voted on Tuesday to
close the old pier, after a report had found that most of
its beams would not last another winter. Two of its nine
members were against it. Nobody else spoke.

The pier was built a century ago by fishermen who needed
a place to land in heavy weather, and it has been mended
by their children ever since.
"""


def test_in_hard_wrapped_text_a_paragraph_is_a_block() -> None:
    segments = Segments(WRAPPED)
    first, second = WRAPPED.strip().split("\n\n")
    assert segments.paragraph(70) == (0, len(first))
    assert segments.next_paragraph(0) == len(first) + 2
    assert segments.paragraph(len(WRAPPED)) == (len(first) + 2, len(WRAPPED) - 1)
    assert [one.count("\n") for one in sentences(first)] == [2, 1, 0]
    assert len(sentences(WRAPPED)) == 4
    assert second.startswith("The pier")


def test_short_paragraphs_are_not_taken_for_wrapped_lines() -> None:
    lines = [f"The {word} paper has a line of about this length." for word in ("one", "two", "six")]
    segments = Segments("\n".join(lines * 3))
    assert segments.paragraph(5) == (0, len(lines[0]))


def test_a_text_without_line_ends_is_worked_on_in_pieces() -> None:
    text = "The mayor spoke. “It is late. Go home,” she said. " * 4000
    segments = Segments(text)
    middle = text.index("The", len(text) // 2)
    assert segments.text[slice(*segments.sentence(middle))] == "The mayor spoke."
    assert segments.paragraph(middle) == (0, len(text) - 1)
    assert segments.next_sentence(middle) == middle + len("The mayor spoke. ")
    pieces = paragraphs.pieces(text, [0])
    assert max(b - a for a, b in pairwise(pieces)) <= paragraphs.WINDOW
    assert len(segments.sentences(0, len(text))) == 8000


@settings(deadline=None)
@given(TEXTS)
@example("\n\u0301\u0301a")
@example("🇫\u0301🇷🇩🇪")
def test_graphemes_partition_the_text(text: str) -> None:
    segments = Segments(text)
    at, starts = 0, []
    while at < len(text):
        start, end = segments.grapheme(at)
        assert start == at < end == segments.next_grapheme(at)
        assert all(segments.grapheme(inner) == (start, end) for inner in range(start, end))
        assert segments.previous_grapheme(end) == start
        starts.append(at)
        at = end
    assert segments.previous_grapheme(0) == 0
    assert segments.next_grapheme(len(text)) == len(text)


@settings(deadline=None)
@given(TEXTS, st.integers(-3, 200))
def test_objects_lie_in_the_text_and_round_the_offset(text: str, offset: int) -> None:
    segments = Segments(text)
    inside = min(max(offset, 0), len(text))
    found = [segments.sentence(offset), segments.paragraph(offset)]
    found += [one for one in (segments.word(offset), segments.quotation(offset)) if one]
    for start, end in found:
        assert 0 <= start <= end <= len(text)
        assert segments.grapheme(start).start == start
        assert segments.grapheme(end).start == end
        first, last = segments.grapheme(start), segments.grapheme(end - 1)
        assert start == end or not (text[slice(*first)].isspace() or text[slice(*last)].isspace())
    word = segments.word(offset)
    assert word is None or word.start <= inside <= word.end


@settings(deadline=None)
@given(TEXTS)
def test_sentences_cover_all_but_white_space(text: str) -> None:
    segments = Segments(text)
    found = segments.sentences(0, len(text))
    assert found == sorted(found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for start, end in found:
        assert segments.sentence(start) == (start, end)
        paragraph = segments.paragraph(start)
        assert paragraph.start <= start < end <= paragraph.end
    covered = {at for start, end in found for at in range(start, end)}
    missed = "".join(char for at, char in enumerate(text) if at not in covered)
    # A mark that sits on a space cannot begin anything without cutting the two apart.
    assert not missed.strip().strip("\u0301\u200d\ufe0f\u0e33 \n\t\r\u00a0")


@settings(deadline=None)
@given(TEXTS)
def test_motions_go_one_way_and_come_back(text: str) -> None:
    segments = Segments(text)
    motions = [
        (segments.next_grapheme, segments.previous_grapheme),
        (segments.next_word, segments.previous_word),
        (segments.next_sentence, segments.previous_sentence),
        (segments.next_paragraph, segments.previous_paragraph),
    ]
    for forward, back in motions:
        ahead = [forward(at) for at in range(len(text) + 1)]
        behind = [back(at) for at in range(len(text) + 1)]
        assert ahead == sorted(ahead)
        assert behind == sorted(behind)
        for at in range(len(text) + 1):
            assert at < ahead[at] <= len(text) or ahead[at] == at == len(text)
            assert 0 <= behind[at] < at or behind[at] == at == 0
            assert behind[ahead[at]] <= at or ahead[at] == len(text)


@settings(deadline=None)
@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_ranges_give_what_overlaps_them(text: str, one: int, two: int) -> None:
    segments = Segments(text)
    start, end = sorted((one, two))
    for find in (segments.words, segments.sentences, segments.quotations):
        everything = find(0, len(text))
        assert find(start, end) == [s for s in everything if s.start < end and s.end > start]


def test_wide_spaces_do_not_upset_the_sentences() -> None:
    text = "””  Z\xa0.\u0301He said. !각👩\u200d👩\u200d👧🇩」The end.”7"
    assert Segments(text).sentences(0, len(text))
    assert Segments("One.\u2003Two.\xa0Three.").sentence(7) == (5, 9)
