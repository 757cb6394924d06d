"""`diptych open` and `diptych demo`: the commands that open a screen.

Whatever can be refused is refused before the terminal is taken over.
"""

import gc
from pathlib import Path

import click

from tui.cli import options, talk

_DEMO = Path("diptych-demo")


@click.command(
    "open", epilog=options.example("diptych open case.db", "diptych case.db 1 “Registry to quit”")
)
@options.workspace
@click.argument("articles", metavar="[A B]", nargs=-1)
@options.annotator
@options.codebook
def open_(case: Path, articles: tuple[str, ...], annotator: str, codebook: Path | None) -> int:
    """Open a workspace, or two of its articles.

    Without A and B the Library opens, with them the Reader. A and B are articles: their numbers in
    the order of import, their identifiers, or parts of their titles. `diptych CASE.db` is the same.
    """
    if len(articles) > 2:
        raise click.UsageError("two articles at most stand side by side")
    source = options.usable_codebook(codebook) if codebook else None
    with options.opened(case, annotator) as workspace:
        chosen = tuple(map(workspace.articles.find, articles))
        workspace.codebook()
        options.need_terminal("use one, or `diptych export` for a script")
        if source is not None:
            workspace.set_codebook(source, str(codebook))
        annotator = workspace.annotator
        if note := workspace.history.network_note():
            talk.say(note)
    return _show(case, annotator, chosen)


@click.command(epilog=options.example("diptych demo", "diptych demo --fresh /tmp/try-it"))
@click.argument("directory", metavar="[DIR]", type=options.PATH, default=_DEMO)
@click.option("--fresh", is_flag=True, help="Make a new workspace beside the one that is there.")
@options.annotator
def demo(directory: Path, *, fresh: bool, annotator: str) -> int:
    """Open two sample articles side by side.

    They are in a workspace of their own, DIR/demo.db (DIR is ./diptych-demo unless given). One
    that is there already is opened as it was left. Without a terminal the articles are printed
    instead.
    """
    from tui import demo as samples

    case, is_new = samples.workspace(directory, annotator, fresh=fresh)
    if not is_new:
        talk.say(f"{case}: opened as it was left; `diptych demo --fresh` makes a new one")
    with options.opened(case, annotator) as opened:
        chosen = tuple(opened.articles.ids()[:2])
        annotator = opened.annotator
        if not talk.has_terminal():
            talk.out(samples.page(opened))
            return 0
    return _show(case, annotator, chosen)


def _show(case: Path, annotator: str, articles: tuple[str, ...]) -> int:
    """Open the screens. Nothing that is loaded on the way is garbage: it is not looked for."""
    gc.disable()  # the app collects again after its first paint
    try:
        from tui.app import run

        return run(case, annotator, articles)
    finally:
        gc.enable()
