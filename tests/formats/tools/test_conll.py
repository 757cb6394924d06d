"""CoNLL: what goes out comes back to the codepoint, and plain files of every scheme are read."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming
from annotations.formats.outgoing import Left, OutgoingArticle, told
from annotations.formats.readers import READERS, Source, reader
from annotations.formats.tools import bio, conll, conll_reading
from annotations.formats.tools.blocks import blocks
from tests.formats.tools.mutations import mutated
from tests.formats.tools.strategies import TEXTS, cases, outgoing


def written(articles: list[OutgoingArticle]) -> tuple[str, Left]:
    """The file, and what is not in it."""
    left = Left()
    pieces = [*conll.write(outgoing(articles), left)]
    assert {piece.name for piece in pieces} == {""}
    return b"".join(piece.data for piece in pieces).decode(), left


def read(text: str, name: str = "f.conll") -> Incoming:
    return conll_reading.read(Source(Path(name), text.encode()))


def spans_of(text: str) -> list[tuple[str | None, str]]:
    ((_, article),) = read(text).articles
    return [(span.text, span.label) for span in article.spans]


@given(cases())
def test_texts_come_back_and_spans_to_whole_words(articles: list[OutgoingArticle]) -> None:
    text, left = written(articles)
    incoming = read(text)
    assert [article.text for _, article in incoming.articles] == [
        article.document.text for article in articles
    ]
    lost = left[conll.OVERLAPS] + left[conll.WORDLESS]
    back = [article.spans for _, article in incoming.articles]
    assert sum(map(len, back)) + lost == sum(len(article.spans) for article in articles)
    for (_, article), before in zip(incoming.articles, articles, strict=True):
        for span in article.spans:
            assert span.text == before.document.text[span.start : span.end]
            assert any(
                span.label == one.label and span.start < one.end and one.start < span.end
                for one in before.spans
            )
        assert article.id == before.document.id
        assert article.details.title == before.document.title
    assert not incoming.remarks


@given(cases())
def test_what_came_back_goes_out_alike_and_nothing_is_lost(articles: list[OutgoingArticle]) -> None:
    text, _ = written(articles)
    again = [
        before._replace(
            spans=tuple(
                span.model_copy(
                    update={
                        "start": one.start, "end": one.end, "label": one.label, "text": one.text
                    }
                )
                for span, one in zip(before.spans, article.spans, strict=False)
            ),
            attributions=(),
        )
        for before, (_, article) in zip(articles, read(text).articles, strict=True)
    ]  # fmt: skip
    rows, left = written(again)
    assert [article for _, article in read(rows).articles] == [
        article for _, article in read(text).articles
    ]
    assert not left[conll.WIDENED] + left[conll.OVERLAPS]


@given(cases())
def test_readers_that_know_nothing_but_rows_read_it(articles: list[OutgoingArticle]) -> None:
    """As most loaders do it: lines of a comment skipped, the rest split at any white space."""
    text, _ = written(articles)
    widths = set()
    for line in text.split("\n")[1:]:
        if not line.strip() or line.startswith("# "):
            continue
        cells = line.split()
        assert cells == line.split("\t")
        assert all(map(bio.is_tag, cells[1:]))
        widths.add(len(cells))
    assert len(widths) == 1
    assert not any(
        ord(one) < 32 or 127 <= ord(one) < 160 for one in text.translate({9: 32, 10: 32})
    )


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), max_size=4))
def test_blocks_are_the_text_and_tokens_all_of_it_but_white_space(
    text: str, places: list[tuple[int, int]]
) -> None:
    uncut = [(start, start + size) for start, size in places if start + size <= len(text)]
    found = [*blocks(text, "en", uncut)]
    assert "".join(text[block.start : block.end] for block in found) == text
    borders = {block.end for block in found[:-1]}
    assert not any(start < border < end for start, end in uncut for border in borders)
    words = [text[start:end] for block in found for start, end in block.tokens]
    assert "".join(words) == "".join(text.split())
    assert all(block.start <= token.start < token.end <= block.end
               for block in found for token in block.tokens)  # fmt: skip


def test_a_text_that_was_edited_is_refused() -> None:
    text = f"-DOCSTART-\tO\n# text_sha256 = {'0' * 64}\n\n# text = He left\nHe\tO\nleft\tO\n"
    with pytest.raises(IntakeError, match=r"f.conll line 1: text_sha256 is not that of the text"):
        read(text)


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("I-X I-X O I-X", [(0, 2), (3, 4)]),  # IOB1
        ("I-X B-X O I-X", [(0, 1), (1, 2), (3, 4)]),
        ("B-X I-X B-X O", [(0, 2), (2, 3)]),  # IOB2
        ("B-X E-X S-X O", [(0, 2), (2, 3)]),  # BIOES
        ("B-X I-X L-X U-X", [(0, 3), (3, 4)]),  # BILOU
        ("B-X M-X E-X S-X", [(0, 3), (3, 4)]),  # BMES
        ("B I O B", [(0, 2), (3, 4)]),
        ("E-X I-X O O", [(0, 1), (1, 2)]),
    ],
)
def test_every_scheme(tags: str, found: list[tuple[int, int]]) -> None:
    assert [run[:2] for run in bio.runs(tags.split())] == found


def test_conll_2003() -> None:
    text = (
        "-DOCSTART- -X- -X- O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\nGerman JJ B-NP B-MISC\n"
        "call NN I-NP O\n# # B-NP O\n\nPeter NNP B-NP B-PER\nBlackburn NNP I-NP I-PER\n\n"
        "-DOCSTART- -X- -X- O\n\nBRUSSELS NNP B-NP B-LOC\n"
    )
    incoming = read(text)
    (_, one), (_, two) = incoming.articles
    assert (one.text, two.text) == ("EU rejects German call #\nPeter Blackburn", "BRUSSELS")
    names = [(span.text, span.label) for span in one.spans if span.label not in ("NP", "VP")]
    assert names == [("EU", "ORG"), ("German", "MISC"), ("Peter Blackburn", "PER")]
    assert incoming.remarks == [
        "the text is put together from the tokens, with spaces between them",
        "columns without BIO tags, left out: 2",
    ]


def test_numbered_rows_and_comments_with_tabs() -> None:
    """As GermEval has them."""
    text = "#\tn-tv.de vom 26.02.2005\t[2005-02-26]\n1\tPeter\tB-PER\tO\n2\tkam\tO\tO\n\n"
    assert spans_of(text) == [("Peter", "PER")]


def test_crlf_and_two_columns() -> None:
    assert spans_of("Ana B-PER\r\nsaid O\r\n\r\n") == [("Ana", "PER")]


def test_labels_with_white_space_keep_it() -> None:
    text = "# label a_b = a b\nx\tB-a_b\n"
    assert spans_of(text) == [("x", "a b")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f.conll: has no tokens"),
        ("# nothing = here\n\n", "f.conll: has no tokens"),
        ("word\nother\n", "f.conll line 1: no column of BIO tags behind the token"),
        ("word NN\nother VB\n", "f.conll line 1: no column of BIO tags behind the token"),
        ("a\tO\nb\tO\n\tO\n", "f.conll line 3: has no token"),
        ("a\tO\nb\n", "f.conll line 2: not as wide as most lines (columns: 1, not 2)"),
        ("a O\nb O\nc\nd O O\n", "f.conll line 3: not as wide as most lines (columns: 1, "),
        ("# text_sha256 = 0\n# text = ab\na\tO\n", 'f.conll line 3: the text goes on with "b"'),
        ("# text_sha256 = 0\n# text = ab\nb\tO\n", 'f.conll line 3: "b" where the text has "ab"'),
        ("# published = May\na\tO\n", "f.conll line 1: published: "),
        ("a\tB-" + "x" * 101 + "\n", "f.conll line 1: label: "),
        ("a\0b\tO\n", "f.conll"),
    ],
)
def test_bad_files(text: str, message: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read(text)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


@settings(max_examples=40)
@given(st.data())
def test_no_mutation_ends_in_anything_but_a_refusal(data: st.DataObject) -> None:
    text, _ = written(data.draw(cases()))
    text = mutated(text, data)
    try:
        incoming = conll_reading.read(Source(Path("f.conll"), text.encode()))
    except IntakeError as error:
        assert str(error).startswith("f.conll")  # noqa: PT017 (either way is right)
    else:
        for _, article in incoming.articles:
            assert all(one.text == article.text[one.start : one.end] for one in article.spans)


def test_it_is_recognised() -> None:
    for name, text in (
        ("a.conll", "x O"),
        ("a", "-DOCSTART- O"),
        ("a.txt", "# global.columns = FORM"),
    ):
        source = Source(Path(name), text.encode())
        assert reader(source).name == "conll"
    assert READERS["conll"].looks_so(Source(Path("a.txt"), b"Doc")) is False


def test_a_token_may_hold_any_space_but_the_one_that_parts_columns() -> None:
    assert spans_of("sold O\n5\u00a0000 B-N\nof\u3000it I-N\n") == [("5\u00a0000 of\u3000it", "N")]


def test_what_is_left_out_is_told() -> None:
    left = Left({conll.WIDENED: 2})
    assert told(left) == ["2 exact ends are left out: spans go from word to word"]
