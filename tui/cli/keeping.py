"""`diptych history`, `check` and `backup`: what was done, whether the file is sound, and a copy."""

import os
from pathlib import Path
from typing import Any

import click

from annotations.model import Act
from tui.cli import options, repairing, talk
from tui.cli.group import REFUSED
from tui.text.amounts import counted
from tui.text.display import one_line


@click.command(epilog=options.example("diptych history case.db", "diptych history -n 20 case.db"))
@options.workspace
@click.option("-n", "--last", metavar="N", type=click.IntRange(1), help="The last N acts only.")
@options.asker
@options.as_json
def history(case: Path, last: int | None, annotator: str, *, as_json: bool) -> int:
    """List what was done, oldest first.

    Times are UTC. `diptych export --what history` gives every changed row besides. Whoever works
    blind gets their own acts only.
    """
    with options.opened(case, annotator) as workspace:
        acts = list(workspace.history.acts())[-last if last else 0 :]
    if as_json:
        talk.out_json([_fields(act) for act in acts])
        return 0
    column = max((len(_name(act)) for act in acts), default=0)
    for act in acts:
        row = _fields(act)
        time = act.time[:19].replace("T", " ")
        # Each part is made safe for itself: what one opens must not reach into the next.
        talk.out(f"{act.seq:>5}  {time}  {_name(act):<{column}}  {one_line(row['done'])}")
    return 0


def _fields(act: Act) -> dict[str, Any]:
    from annotations.workspace.history import in_words

    return {
        "seq": act.seq,
        "id": act.id,
        "time": act.time,
        "annotator": act.annotator,
        "action": act.action,
        "done": in_words(act),
    }


def _name(act: Act) -> str:
    return one_line(act.annotator, 20)


@click.command(
    epilog=options.example(
        "diptych check case.db && diptych backup case.db",
        "diptych check case.db --repair -o saved.db",
    )
)
@options.workspace
@click.option(
    "--repair", is_flag=True, help="Put what can be read of a damaged file into a new one."
)
@click.option(
    "-o",
    "--output",
    metavar="NEW.db",
    type=options.PATH,
    help="That file. Default: CASE-repaired.db",
)
@options.annotator
@options.as_json
def check(case: Path, output: Path | None, annotator: str, *, repair: bool, as_json: bool) -> int:
    """Test whether the workspace is sound.

    Its structure, texts, quotes, history and proposals are tested. Exit status 1 where it is not;
    every problem is one line. With --repair what can be read is put into a new file, and what was
    lost is told; the damaged one is never changed. Exit status 1 where anything was lost.
    """
    if repair:
        return repairing.repair(case, output, annotator, as_json=as_json)
    if output:
        raise click.UsageError("-o goes with --repair")
    with options.opened(case) as workspace:
        with talk.bar("checking") as progress:
            problems = workspace.history.check(progress)
        engine, notes = workspace.history.engine(), workspace.history.notes()
    if as_json:
        told = {"sound": not problems, "problems": problems, "engine": engine, "notes": notes}
        talk.out_json(told)
    elif problems:
        talk.out("\n".join(map(one_line, problems)))
    else:
        talk.out(f"{one_line(str(case))}: sound ({engine})")
    for note in notes:
        talk.say(note)
    if problems:
        talk.complain(
            f"{case}: damaged ({counted(len(problems), 'problem')}): go back to a backup, or"
            " `diptych check --repair` puts what can be read into a new file"
        )
        return REFUSED
    return 0


@click.command(
    epilog=options.example("diptych backup case.db", "diptych backup case.db /mnt/disk/case.db")
)
@options.workspace
@click.argument("target", metavar="[FILE|FOLDER]", required=False, type=click.Path())
@click.option(
    "--keep",
    metavar="N",
    type=click.IntRange(1),
    help="How many dated copies stay, the new one among them. Default: 5",
)
def backup(case: Path, target: str | None, keep: int | None) -> int:
    """Write a whole copy of the workspace.

    Others may work in it meanwhile. Without a FILE its name has the date, and it lies beside the
    workspace or in a FOLDER; of such copies the newest stay. A FILE that exists is never
    overwritten.
    """
    place = None if target is None else Path(target)
    folder = place if place is None or place.is_dir() else None
    if target and place and not folder:
        if target.endswith(("/", os.sep)):
            raise click.UsageError(f"{target}: no such folder: make it first, or give a FILE")
        if keep is not None:
            raise click.UsageError("--keep goes with dated copies: give no FILE, or a FOLDER")
        with options.opened(case) as workspace:
            workspace.history.backup(place)
        talk.say(f"{place}: a copy of {case}")
        return 0
    with options.opened(case) as workspace:
        given = {} if keep is None else {"keep": keep}
        made = workspace.history.backup_dated(folder, **given)
    talk.say(f"{made.path}: a copy of {case}")
    if made.problems:
        talk.complain(
            f"{case}: damaged ({made.problems[0]}), and so is that copy: no older one was deleted;"
            " see `diptych check`"
        )
        return REFUSED
    for dropped in made.dropped:
        talk.say(f"{dropped}: deleted, as there are newer ones")
    return 0
