"""Which reader a file goes to: the one that is asked for, else by its name and how it begins."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotations.errors import IntakeError
from annotations.formats import foreign
from annotations.formats.incoming import Incoming
from annotations.progress import Progress, silent
from annotations.text import intake

if TYPE_CHECKING:
    from annotations.formats.saved.sandbox import Sandbox

MAX_BYTES = 500_000_000
"""The largest file of many articles that is taken in, in bytes."""


def suffix(path: Path) -> str:
    """How the name of a file ends, in lower case: ``.txt``, and of packed ones ``.warc.gz``."""
    last = path.suffix.lower()
    return f"{path.with_suffix('').suffix.lower()}{last}" if last == ".gz" else last


class Source(NamedTuple):
    """A file on its way in."""

    path: Path
    """Where it lies, for what lies beside it."""
    data: bytes
    """What it holds."""
    encoding: str | None = None
    """What a person says that its text is in; None where nobody says."""
    sandbox: "Sandbox | None" = None
    """Where what may be hostile is read; None starts one for this file."""
    progress: Progress = silent
    """Told how far a long file is read; may raise `Cancelled`."""

    @property
    def name(self) -> str:
        """What it is called in an error."""
        return self.path.name

    @property
    def suffix(self) -> str:
        """How its name ends, as `suffix` has it."""
        return suffix(self.path)


class Reader(NamedTuple):
    """A format that comes in."""

    name: str
    """As `--format` takes it."""
    hint: str
    """What that is, in a few words."""
    suffixes: frozenset[str]
    """How the names of such files end."""
    read: Callable[[Source], Incoming]
    """Reads one; raises IntakeError with what is wrong, where, and what to do."""
    looks_so: Callable[[Source], bool] = lambda _: False
    """Whether a file of any name is such a one, by how it begins. Cheap, and never raises."""
    holds_many: bool = False
    """Whether such a file may hold many articles, and so be as large as `MAX_BYTES`."""


def reader(source: Source, name: str | None = None) -> Reader:
    """The reader for a file.

    Args:
        source: The file.
        name: The format that it is said to be in; None where nobody says.

    Raises:
        IntakeError: There is no such format, or it is a file of another tool that none reads.
    """
    if name is not None:
        if name not in READERS:
            raise IntakeError(f"cannot read {name}: choose one of {', '.join(READERS)}")
        return READERS[name]
    for one in READERS.values():
        if one.looks_so(source):
            return one
    fitting = (one for one in READERS.values() if source.suffix in one.suffixes)
    found = next(fitting, READERS["text"])
    if found.name == "text" and (kind := foreign.kind(source.data, source.suffix)):
        raise IntakeError(
            f"{source.name}: {kind}, which is not read: --format text takes it as it is"
        )
    return found


def largest(path: Path, name: str | None = None) -> int:
    """How large a file of this name may be, in bytes, whatever is in it."""
    meant = READERS.get(name) if name else None
    fitting = (
        [meant] if meant else [one for one in READERS.values() if suffix(path) in one.suffixes]
    )
    return MAX_BYTES if any(one.holds_many for one in fitting) else intake.MAX_BYTES


def _jsonl(source: Source) -> Incoming:
    from annotations.formats import jsonl

    return jsonl.read(source.data, source.name)


def _text(source: Source) -> Incoming:
    from annotations.formats import plain

    return plain.read(source.data, source.name, markdown=False, encoding=source.encoding)


def _markdown(source: Source) -> Incoming:
    from annotations.formats import plain

    return plain.read(source.data, source.name, markdown=True, encoding=source.encoding)


def _begins(mark: bytes) -> Callable[[Source], bool]:
    """Whether a file begins with a mark."""
    return lambda source: source.data.startswith(mark)


def _page(source: Source) -> Incoming:
    from annotations.formats.saved import html

    return html.read(source)


def _is_page(source: Source) -> bool:
    from annotations.formats.saved import html

    return html.looks_so(source.data)


def _mhtml(source: Source) -> Incoming:
    from annotations.formats.saved import mhtml

    return mhtml.read(source)


def _is_mhtml(source: Source) -> bool:
    from annotations.formats.saved import mhtml

    return mhtml.looks_so(source.data)


def _pdf(source: Source) -> Incoming:
    from annotations.formats.saved import pdf

    return pdf.read(source)


def _docx(source: Source) -> Incoming:
    from annotations.formats.saved import docx

    return docx.read(source)


def _is_docx(source: Source) -> bool:
    from annotations.formats.saved import docx

    return docx.looks_so(source.data)


def _odt(source: Source) -> Incoming:
    from annotations.formats.saved import odt

    return odt.read(source)


def _is_odt(source: Source) -> bool:
    from annotations.formats.saved import odt

    return odt.looks_so(source.data)


def _rtf(source: Source) -> Incoming:
    from annotations.formats.saved import rtf

    return rtf.read(source)


def _warc(source: Source) -> Incoming:
    from annotations.formats.saved import warc

    return warc.read(source)


def _brat(source: Source) -> Incoming:
    from annotations.formats.tools import brat_reading

    return brat_reading.read(source)


def _is_brat(source: Source) -> bool:
    from annotations.formats.tools import brat_reading

    return brat_reading.is_pair(source)


def _conll(source: Source) -> Incoming:
    from annotations.formats.tools import conll_reading

    return conll_reading.read(source)


def _is_conll(source: Source) -> bool:
    from annotations.formats.tools import conll_reading

    return conll_reading.looks_so(source)


def _web_annotation(source: Source) -> Incoming:
    from annotations.formats.tools import web_annotation_reading

    return web_annotation_reading.read(source)


def _is_web_annotation(source: Source) -> bool:
    from annotations.formats.tools import web_annotation_reading

    return web_annotation_reading.looks_so(source)


def _doccano(source: Source) -> Incoming:
    from annotations.formats.tools import doccano

    return doccano.read(source)


def _is_doccano(source: Source) -> bool:
    from annotations.formats.tools import doccano

    return doccano.looks_so(source)


def _label_studio(source: Source) -> Incoming:
    from annotations.formats.tools import label_studio_reading

    return label_studio_reading.read(source)


def _is_label_studio(source: Source) -> bool:
    from annotations.formats.tools import label_studio_reading

    return label_studio_reading.looks_so(source)


_CONLL = frozenset({".conll", ".bio", ".iob", ".iob2"})
_JSONL = frozenset({".jsonl", ".ndjson", ".json"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_MHTML = frozenset({".mht", ".mhtml"})
_WARC = frozenset({".warc", ".warc.gz"})

READERS = {
    one.name: one
    for one in (
        Reader("brat", "a .txt and a .ann", frozenset({".ann"}), _brat, _is_brat),
        Reader("conll", "BIO tags", _CONLL, _conll, _is_conll, holds_many=True),
        Reader(
            "web-annotation",
            "W3C JSON-LD",
            frozenset({".jsonld"}),
            _web_annotation,
            _is_web_annotation,
            holds_many=True,
        ),
        Reader("doccano", "JSONL of doccano", frozenset(), _doccano, _is_doccano, holds_many=True),
        Reader(
            "label-studio",
            "its JSON, or JSON_MIN",
            frozenset(),
            _label_studio,
            _is_label_studio,
            holds_many=True,
        ),
        Reader(
            "jsonl",
            "diptych's own",
            _JSONL,
            _jsonl,
            lambda source: source.data[:2] == b'{"',
            holds_many=True,
        ),
        Reader("pdf", "one article", frozenset({".pdf"}), _pdf, _begins(b"%PDF-")),
        Reader("docx", "one article", frozenset({".docx", ".docm", ".doc"}), _docx, _is_docx),
        Reader("odt", "one article", frozenset({".odt"}), _odt, _is_odt),
        Reader("rtf", "one article", frozenset({".rtf"}), _rtf, _begins(b"{\\rtf")),
        Reader("warc", "its web pages", _WARC, _warc, _begins(b"WARC/"), holds_many=True),
        Reader("mhtml", "a web page in one file", _MHTML, _mhtml, _is_mhtml),
        Reader("html", "a saved web page", _HTML, _page, _is_page),
        Reader("markdown", "one article", frozenset({".md", ".markdown"}), _markdown),
        Reader("text", "one article", frozenset({".txt"}), _text),
    )
}
"""Every format that comes in, by name. The first that recognises a file gets it."""
