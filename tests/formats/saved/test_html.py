"""Saved web pages: what is found in them, in which encoding, and what is refused."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.errors import IntakeError
from annotations.formats.saved import html
from annotations.formats.saved.sandbox import Sandbox
from tests.formats.saved import samples
from tests.formats.saved.conftest import Read

RUSSIAN = [
    "Представитель министерства сообщил, что решение ещё не принято, но его скоро объявят всем.",
    "Переговоры продолжатся на следующей неделе, заявил он журналистам после встречи в столице.",
]
JAPANESE = [
    "首相は記者会見で、この計画について何も決まっていないと述べた。",
    "野党は説明を求めている。",
]

LD = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "url": "https://x"},'
    ' {"@type": "NewsArticle", %s}]}</script>'
)


def test_an_article_with_its_details(read: Read) -> None:
    incoming = read("a.html", samples.page())
    ((where, article),) = incoming.articles
    assert where == "a.html"
    assert article.text.split("\n\n") == ["Registry to quit", *samples.PARAGRAPHS]
    assert article.details.model_dump() == {
        "title": "Registry to quit",
        "outlet": "The Observer",
        "published": "2024-06-17",
        "url": None,
        "language": "en-GB",
        "meta": {"author": "Jane Roe"},
    }
    assert incoming.remarks == []


@pytest.mark.parametrize(
    ("head", "top", "url"),
    [
        ('<link rel="canonical" href="https://a.example/1">', "", "https://a.example/1"),
        ('<meta property="og:url" content="https://a.example/2">', "", "https://a.example/2"),
        ("", "<!-- saved from url=(0019)https://a.example/3 -->\n", "https://a.example/3"),
        ("", "<!-- Page saved with it \n url: https://a.example/4 \n-->\n", "https://a.example/4"),
        ("", "<!-- saved from url=(0014)about:internet -->\n", None),
        ('<link rel="canonical" href="javascript:alert(1)">', "", None),
        ('<base href="https://a.example/5">', "", None),
        (LD % '"mainEntityOfPage": "https://a.example/6"', "", "https://a.example/6"),
        (LD % '"mainEntityOfPage": {"@id": "https://a.example/7"}', "", "https://a.example/7"),
        (LD % '"url": "https://a.example/8"', "", "https://a.example/8"),
        (LD % "broken", "", None),
    ],
)
def test_the_address_is_what_the_page_or_the_browser_says(
    read: Read, head: str, top: str, url: str | None
) -> None:
    ((_, article),) = read("a.html", samples.page(head=samples.HEAD + head, top=top)).articles
    assert article.details.url == url


def test_the_day_of_a_change_is_no_date_of_publication(read: Read) -> None:
    changed = '<meta property="article:modified_time" content="2025-01-01T00:00:00Z">'
    incoming = read("a.html", samples.page(head=changed))
    details = incoming.articles[0][1].details
    assert (details.published, details.meta) == (None, {"modified": "2025-01-01"})
    assert incoming.remarks == ["undated; changed 2025-01-01"]
    dated = read("a.html", samples.page(head=changed + samples.HEAD)).articles[0][1].details
    assert (dated.published, "modified" in dated.meta) == ("2024-06-17", False)


def test_the_author_is_written_as_the_page_writes_it(read: Read) -> None:
    head = '<meta name="author" content="B. Smith">'
    assert read("a.html", samples.page(head=head)).articles[0][1].details.meta == {
        "author": "B. Smith"
    }


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.HTM"])
def test_a_page_is_one_by_how_it_begins(read: Read, name: str) -> None:
    ((_, article),) = read(name, "\ufeff \n<!-- x -->" + samples.page()).articles
    assert article.text.startswith("Registry to quit\n\nThe registry")


@pytest.mark.parametrize(
    ("paragraphs", "label", "codec"),
    [
        (RUSSIAN, "windows-1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8_r"),
        (RUSSIAN, "x-mac-cyrillic", "mac_cyrillic"),
        (RUSSIAN, "windows-1251", "utf-8"),  # saved again, the old label left in it
        (RUSSIAN, "no-such-thing", "utf-8"),
        (RUSSIAN, "utf-8", "utf-16"),
        (JAPANESE, "Shift_JIS", "cp932"),
        (JAPANESE, "iso-2022-jp", "iso2022_jp"),
        (["“Quoted” – at some length, so that there is enough to be found."], "latin1", "cp1252"),
    ],
)
def test_the_encoding_is_what_it_is_marked_or_labelled_as(
    read: Read, paragraphs: list[str], label: str, codec: str
) -> None:
    head = "<title>Registry to quit</title>"
    data = samples.page(paragraphs, head, label).encode(codec)
    incoming = read("a.html", data)
    for paragraph in paragraphs:
        assert paragraph in incoming.articles[0][1].text
    assert not any("not UTF-8" in remark for remark in incoming.remarks)


def test_an_encoding_that_nothing_says_is_guessed_and_one_that_is_given_goes_first(
    read: Read,
) -> None:
    data = samples.page(RUSSIAN, "<title>x</title>", "utf-8").encode("cp1251")
    guessed, said = read("a.html", data), read("a.html", data, "windows-1251")
    assert guessed.articles == said.articles
    assert "not UTF-8; read as cp1251" in guessed.remarks
    assert "not UTF-8; read as cp1251" not in said.remarks


def test_controls_and_halves_of_characters_do_not_hide_the_article(read: Read) -> None:
    hostile = "\x1b[31mHe&#27; said&#0; &#xD800;&#146;no&#x2019; \u202eto\x00 it&#1114112."
    ((_, article),) = read("a.html", samples.page([hostile, *samples.PARAGRAPHS])).articles
    assert "[31mHe said ’no’ to it." in article.text.replace("\u202e", "")


def test_little_text_is_said_and_shown(read: Read) -> None:
    incoming = read("a.html", "<html><body><article><p>Nothing was decided on Monday, they said.")
    assert incoming.articles[0][1].text == "Nothing was decided on Monday, they said."
    assert incoming.remarks == ["little text: 7 words, “Nothing was decided on Monday, they said.”"]


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (
            (
                "<html><head><script>draw()</script></head><body><div id=root></div>"
                "<noscript>Please enable JavaScript</noscript></body></html>"
            ),
            "a.html: no article found in it, only “Please enable JavaScript”: save its text as a",
        ),
        ("<html></html>", "a.html: no article found in it: save its text as a .txt file"),
        ("<html>" + "<div>" * 100_000, "a.html: elements nested 100,001 deep, more than 250"),
        ("<html>" + "<" * 100_000, "a.html: no article found in it"),
        ("<html><b" + " a=1" * 100_000, "a.html: no article found in it"),
        ("", "a.html: no article found in it"),
    ],
)
def test_what_has_no_article_is_refused(read: Read, page: str, message: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read("a.html", page)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_elements_that_are_left_open_are_no_depth(read: Read) -> None:
    open_ = "<html><body>" + "".join(
        f"<p>{paragraph}<br>" for paragraph in samples.PARAGRAPHS * 200
    )
    assert samples.PARAGRAPHS[-1] in read("a.html", open_).articles[0][1].text


def test_a_page_that_is_too_large(read: Read) -> None:
    with pytest.raises(IntakeError, match=r"5,000,001 bytes, more than the 5,000,000 that a web"):
        read("a.html", samples.page().encode().ljust(html.MAX_BYTES + 1))


MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://a.example/1
Subject: =?utf-8?Q?x?=
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html"; boundary="----b"

------b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://a.example/1

%b
------b
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
------b--
"""


def test_a_page_in_one_file(read: Read) -> None:
    page = samples.page().encode().replace(b"=", b"=3D")
    ((_, article),) = read("a.mhtml", MHTML % page).articles
    assert article.text.endswith(samples.PARAGRAPHS[-1])
    assert (article.details.url, article.details.outlet) == ("https://a.example/1", "The Observer")
    assert read("a.txt", MHTML % page).articles[0][1] == article
    with pytest.raises(IntakeError, match=r"a\.mht: no web page in it: save the page again"):
        read("a.mht", b"Content-Type: multipart/related\n\nnothing")


def test_a_page_in_many_parts_in_each_other_is_refused(read: Read) -> None:
    part = 'Content-Type: multipart/related; boundary="b{0}"\n\n--b{0}\n'
    with pytest.raises(IntakeError, match=r"a\.mhtml: nested too deeply to be read"):
        read("a.mhtml", "MIME-Version: 1.0\n" + "".join(map(part.format, range(2_000))))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_page_is_read_or_refused(sandbox: Sandbox, data: st.DataObject) -> None:
    whole = samples.page().encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    damaged = whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:]
    try:
        found = html.page_of(damaged, "a.html", sandbox)
    except IntakeError as error:
        assert str(error).startswith("a.html: ")  # noqa: PT017 (it may be read as well)
    else:
        assert found.text or found.shown is not None
