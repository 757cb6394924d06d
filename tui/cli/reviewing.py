"""`diptych review` and `diptych agreement`: a second annotator's pass, and what came of it."""

import gc
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli import options, talk
from tui.text.amounts import counted
from tui.text.display import one_line

if TYPE_CHECKING:
    from annotations.review.records import Assignment, Mode
    from annotations.workspace import Workspace

_articles = click.option(
    "--article",
    "articles",
    metavar="X",
    multiple=True,
    help="This article only: its number, identifier, or a part of its title. Give it again for"
    " more. Default: all.",
)


# -- agreement -----------------------------------------------------------------------------------


@click.command(
    epilog=options.example(
        "diptych agreement case.db", "diptych agreement case.db --between ana ben --json"
    )
)
@options.workspace
@options.between
@_articles
@click.option(
    "--now",
    is_flag=True,
    help="Take layers as they are now, also where they were annotated blind: else they count as"
    " they were when the blind pass was over.",
)
@click.option(
    "--resamples",
    metavar="N",
    type=click.IntRange(0, 100_000),
    default=1000,
    show_default=True,
    help="How often articles are drawn anew for the intervals; 0 for none.",
)
@options.asker
@options.as_json
def agreement(
    case: Path,
    *,
    between: list[str],
    articles: tuple[str, ...],
    now: bool,
    resamples: int,
    annotator: str,
    as_json: bool,
) -> int:
    """Say how far annotators agree.

    In spans, attributions and links, in the articles that two of them or more have read. Each
    figure comes with a 95 % interval and the number of things it rests on; where there is none,
    with the reason. docs/review.md says what each means.
    """
    with options.opened(case, annotator) as workspace:
        chosen = [*map(workspace.articles.find, articles)] or None
        with talk.bar("comparing") as progress:
            measured = workspace.measuring.agreement(
                between, chosen, as_now=now, resamples=resamples, progress=progress
            )
        titles = _titles(workspace)
    if as_json:
        figures = measured.agreement.as_json()
        blind = {name: one._asdict() for name, one in measured.blind.items()}
        talk.out_json({"articles": measured.articles, "blind": blind, **figures})
    else:
        from tui.cli.figures import page

        talk.out(page(measured, titles))
    return 0


def _titles(workspace: "Workspace") -> dict[str, str]:
    """What to call each article, by identifier."""
    return {one.id: f"{one.ordinal} {one_line(one.name)}" for one in workspace.articles.overview()}


# -- review --------------------------------------------------------------------------------------


@click.command(
    epilog=options.example(
        "diptych review case.db --mode blind",
        "diptych review case.db --mode verify --of ana --article 3",
        "diptych review case.db --mode blind --end",
    )
)
@options.workspace
@click.option(
    "--mode",
    type=click.Choice(["blind", "verify"]),
    help="Annotate alone and see nobody else's work, or rule on one annotator's.",
)
@click.option("--of", metavar="NAME", help="With --mode verify: whose work.")
@_articles
@click.option("--end", is_flag=True, help="End the pass, and open no screen.")
@click.option("--list", "listing", is_flag=True, help="Print who reviews what.")
@options.annotator
@options.as_json
def review(
    case: Path,
    *,
    mode: str | None,
    of: str | None,
    articles: tuple[str, ...],
    end: bool,
    listing: bool,
    annotator: str,
    as_json: bool,
) -> int:
    """Begin a pass over articles as a second annotator, or go on.

    Opens the Review. Without --mode nothing is begun: corrections of your work and disagreements
    are there. A pass ends article by article in the Review, or as a whole by --end.
    """
    _refuse_odd(mode, of, articles, end=end, listing=listing, as_json=as_json)
    with options.opened(case, annotator) as workspace:
        if listing:
            return _list(workspace, as_json=as_json)
        if mode is None:
            options.need_terminal("`--list` prints who reviews what")
        elif end:
            return _end(workspace, mode, of, articles)
        else:
            _begin(workspace, mode, of, articles)
            if not talk.has_terminal():
                return _tell_what_next(case, mode, of, workspace.annotator)
        annotator = workspace.annotator
    return _show(case, annotator)


def _refuse_odd(
    mode: str | None,
    of: str | None,
    articles: tuple[str, ...],
    *,
    end: bool,
    listing: bool,
    as_json: bool,
) -> None:
    """Refuse options that do not go together."""
    if listing and (mode or of or articles or end):
        raise click.UsageError("--list prints all there is: leave the other options out")
    if as_json and not listing:
        raise click.UsageError("--json goes with --list")
    if mode is None and (of or articles or end):
        raise click.UsageError("say which pass: --mode blind, or --mode verify --of NAME")
    if mode == "verify" and of is None:
        raise click.UsageError("say whose work: --mode verify --of NAME")
    if mode == "blind" and of is not None:
        raise click.UsageError("a blind pass is of nobody's work: leave --of out")


def _begin(workspace: "Workspace", mode: str, of: str | None, articles: Iterable[str]) -> None:
    """Begin a pass, or go on with what is open of it; say so."""
    from annotations.review.records import Mode

    wanted = [*map(workspace.articles.find, articles)] or None
    begun, going_on = workspace.assigning.take_up(Mode(mode), of=of, articles=wanted)
    if not begun:
        talk.say(f"{_named(mode, of)} goes on: {counted(len(going_on), 'article')} to do")
        return
    more = f"; goes on in {len(going_on):,}" if going_on else ""
    talk.say(f"{_named(mode, of)} begun: {counted(len(begun), 'article')}{more}")


def _open(workspace: "Workspace", mode: "Mode", of: str | None) -> list["Assignment"]:
    return [one for one in workspace.assigning.open() if (one.mode, one.of) == (mode, of)]


def _end(workspace: "Workspace", mode: str, of: str | None, articles: tuple[str, ...]) -> int:
    from annotations.review.records import Mode

    chosen = [*map(workspace.articles.find, articles)] or None
    unruled = _unruled(workspace, of, chosen)
    done = workspace.assigning.end(Mode(mode), of=of, articles=chosen)
    left = len(_open(workspace, Mode(mode), of))
    more = f"; {left:,} still open" if left else ""
    talk.say(f"{_named(mode, of)} ended: {counted(done, 'article')}{more}{unruled}")
    return 0


def _unruled(workspace: "Workspace", of: str | None, articles: list[str] | None) -> str:
    """How much of an annotator's work nothing is ruled on, as the end of a line."""
    if of is None or workspace.assigning.blind:  # who works blind is not told what there is
        return ""
    count = workspace.verifying.unruled(of, articles)
    return f"; {counted(count, 'item')} without a ruling" if count else ""


def _named(mode: str, of: str | None) -> str:
    return f"verifying {of}" if of else f"{mode} pass"


def _tell_what_next(case: Path, mode: str, of: str | None, annotator: str) -> int:
    """Say how to go on, where no screen can open."""
    words = ["diptych", "review", str(case), "--mode", mode, *(("--of", of) if of else ())]
    source = click.get_current_context().get_parameter_source("annotator")
    if source is click.core.ParameterSource.COMMANDLINE:
        words += ["--annotator", annotator]
    call = shlex.join(words)
    talk.say(f"in a terminal `{call}` opens it; `{call} --end` ends it")
    return 0


def _show(case: Path, annotator: str) -> int:
    """Open the Review. Nothing that is loaded on the way is garbage: it is not looked for."""
    gc.disable()  # the app collects again after its first paint
    try:
        from tui.app import run

        return run(case, annotator, (), screen="review")
    finally:
        gc.enable()


# -- who reviews what ----------------------------------------------------------------------------


def _list(workspace: "Workspace", *, as_json: bool) -> int:
    found = workspace.assigning.all()
    titles = _titles(workspace)
    if as_json:
        talk.out_json([_fields(one, titles) for one in found])
    elif found:
        talk.out("\n".join(_table([_row(one, titles) for one in found])))
    else:
        talk.say("nobody reviews anything: `diptych review CASE.db --mode blind` begins")
    return 0


def _fields(one: "Assignment", titles: dict[str, str]) -> dict[str, Any]:
    return {**one.model_dump(mode="json"), "article": titles[one.document]}


def _row(one: "Assignment", titles: dict[str, str]) -> list[str]:
    cells = (
        one_line(one.annotator, 20),
        str(one.mode),
        one_line(one.of or "-", 20),
        one.opened[:16].replace("T", " "),
        (one.closed or "open")[:16].replace("T", " "),
    )
    return [*cells, one_line(titles[one.document], 40)]


def _table(rows: list[list[str]]) -> list[str]:
    """Rows below a head, in columns."""
    head = ["annotator", "mode", "of", "opened (UTC)", "closed", "article"]
    whole = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*whole, strict=True)]
    return [
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in whole
    ]
