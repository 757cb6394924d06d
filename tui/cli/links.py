"""`diptych match`: what the matcher proposes. `diptych learning`: what verdicts teach it."""

from collections.abc import Sequence
from pathlib import Path

import click

from tui.cli import options, talk
from tui.text.amounts import counted


@click.command(
    epilog=options.example(
        "diptych match case.db", "diptych match --engine dask articles.jsonl links.jsonl"
    )
)
@click.argument("files", metavar="CASE.db", nargs=-1, required=True, type=options.PATH)
@click.option(
    "--engine",
    metavar="ENGINE",
    help="Have a cluster do it: `dask` for workers on this machine, `dask:tcp://host:8786` for a"
    " scheduler that runs. Then give IN.jsonl... OUT.jsonl instead of CASE.db: what `export` wrote,"
    " and where the links go, which `import` takes in.",
)
@click.option(
    "--codebook",
    metavar="FILE.toml",
    type=options.PATH,
    help="With --engine: what the labels look like. Default: the built-in codebook.",
)
@click.option(
    "--semantic",
    is_flag=True,
    help="Also look at what wordings mean: takes pip install 'diptych[semantic]'.",
)
@click.option(
    "--anew", is_flag=True, help="Compare all articles, also those that have not changed."
)
@options.annotator
@options.as_json
def match(
    files: tuple[Path, ...],
    engine: str | None,
    codebook: Path | None,
    annotator: str,
    *,
    semantic: bool,
    anew: bool,
    as_json: bool,
) -> int:
    """Propose links between the articles.

    The spans of all annotators are compared: those of articles that are new or have changed since
    the last run with all others. What is proposed for them takes the place of what was. What was
    judged stays judged.
    """
    if engine is not None:
        if len(files) < 2:
            raise click.UsageError("--engine takes IN.jsonl... OUT.jsonl")
        if semantic or anew:
            raise click.UsageError("--semantic and --anew do not go with --engine")
        return _on_engine(engine, files, codebook, as_json=as_json)
    if len(files) > 1:
        raise click.UsageError("match takes one CASE.db, or --engine and files")
    if codebook:
        raise click.UsageError("--codebook goes with --engine: a workspace has its own codebook")
    return _in_workspace(files[0], annotator, semantic=semantic, anew=anew, as_json=as_json)


def _in_workspace(case: Path, annotator: str, *, semantic: bool, anew: bool, as_json: bool) -> int:
    with options.opened(case, annotator) as workspace:
        with talk.bar("matching") as progress:
            found = workspace.links.match(progress=progress, semantic=semantic, anew=anew)
        if as_json:
            talk.out_json(found._asdict())
        else:
            some = f"{found.compared:,} of " if found.compared < found.articles else ""
            talk.out(
                f"{some}{counted(found.articles, 'article')} compared, "
                f"{counted(found.spans, 'span')}, "
                f"{counted(found.scored, 'pair')} scored, "
                f"{counted(found.proposals, 'link')} proposed, "
                f"{found.waiting:,} waiting for {workspace.annotator}"
            )
    return 0


def _on_engine(
    engine: str, files: tuple[Path, ...], codebook: Path | None, *, as_json: bool
) -> int:
    from annotations.codebook import parse
    from annotations.engine import run

    *read, output = files
    labels = parse(options.usable_codebook(codebook)).labels if codebook else ()
    with talk.bar("matching") as progress:
        ran = run.match(engine, read, output, {one.name: one.shape for one in labels}, progress)
    if as_json:
        talk.out_json(ran._asdict())
        return 0
    talk.out(
        f"{counted(ran.articles, 'article')}, {counted(ran.spans, 'span')}, "
        f"{counted(ran.scored, 'pair')} scored, {counted(ran.proposals, 'link')} proposed"
    )
    known = f" ({counted(ran.known, 'article')} left out: there already)" if ran.known else ""
    talk.say(f"{output}: {counted(ran.lines, 'line')}{known}")
    return 0


@click.command(
    epilog=options.example("diptych learning case.db", "diptych learning case.db forget")
)
@options.workspace
@click.argument("choice", type=click.Choice(["on", "off", "forget"]), required=False)
@options.annotator
@options.as_json
def learning(case: Path, choice: str | None, annotator: str, *, as_json: bool) -> int:
    """Say what your verdicts teach, or switch that on or off.

    The scores in the queue of proposals are refitted to your verdicts; those in the file stay as
    the matcher gave them. `forget` leaves aside all that you have judged so far; the verdicts stay.
    """
    with options.opened(case, annotator) as workspace:
        if choice == "forget":
            workspace.links.forget()
        elif choice:
            workspace.links.learn(on=choice == "on")
        learnt = workspace.links.learnt()
        if as_json:
            talk.out_json(learnt._asdict())
        else:
            talk.out(
                f"learning is {'on' if learnt.on else 'off'} for {workspace.annotator}: "
                f"{counted(learnt.verdicts, 'verdict')} to learn from, "
                f"{_changed(learnt.labels)}"
            )
    return 0


def _changed(labels: Sequence[str]) -> str:
    """Whose scores are others by what was learnt."""
    return f"scores of {', '.join(labels)} changed by it" if labels else "no scores changed by it"
