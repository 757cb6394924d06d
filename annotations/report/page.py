"""All parts of the report, in one file."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from annotations.codebook import Role
from annotations.progress import Progress, silent
from annotations.provenance.board import rows
from annotations.report import beside, days, register
from annotations.report.claims import claims
from annotations.report.figures import figures
from annotations.report.given import Given
from annotations.report.matrix import MOST_ARTICLES, MOST_CLAIMS, board
from annotations.report.network import network
from annotations.report.numbers import Numbers
from annotations.report.safe import language, visible
from annotations.report.summary import summarise

_POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"


def page(given: Given, progress: Progress = silent) -> str:
    """The report as HTML: one string, the same for the same input.

    Args:
        given: All that it is made of.
        progress: Told how many parts are done; may raise `Cancelled`.
    """
    return "".join(parts(given, progress))


def parts(given: Given, progress: Progress = silent) -> Iterator[str]:
    """The report bit by bit, as `page` puts it together."""
    style = _style()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    yield from (
        _environment()
        .get_template("report.html")
        .generate(
            **_views(given, progress),
            given=given,
            policy=_POLICY.format(digest),
            style=Markup(style),  # noqa: S704  # the program's own file
            language=language,
        )
    )


def _views(given: Given, progress: Progress) -> Mapping[str, Any]:
    """What each part shows."""
    numbers = Numbers(given.case, given.documents)
    found = rows(given.case)
    makers: dict[str, Callable[[], Any]] = {
        "summary": lambda: summarise(given, numbers, found),
        "board": lambda: board(given, numbers, found),
        "claims": lambda: claims(given, numbers, found),
        "sources": lambda: register.register(given, numbers, Role.SOURCE),
        "entities": lambda: register.register(given, numbers, Role.ENTITY),
        "courses": lambda: days.courses(given, numbers, found),
        "network": lambda: network(numbers, found),
        "articles": lambda: register.articles(given, numbers, found),
        "spreads": lambda: beside.spreads(given, numbers),
        "figures": lambda: None if given.compared is None else figures(given.compared),
        "numbers": lambda: numbers,
        "limits": lambda: (MOST_ARTICLES, MOST_CLAIMS),
    }
    views = {}
    for done, (name, make) in enumerate(makers.items()):
        progress(done, len(makers))
        views[name] = make()
    progress(len(makers), len(makers))
    return views


@cache
def _environment() -> Environment:
    """The templates: whatever they put out is made safe first, and then escaped."""
    return Environment(
        loader=PackageLoader("annotations.report"),
        autoescape=True,
        finalize=_finished,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finished(value: Any) -> Any:
    """A value as it is put out: what is no text of the program's own is made safe."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _style() -> str:
    """The style sheet."""
    return (files("annotations.report") / "templates" / "style.css").read_text("utf-8")
