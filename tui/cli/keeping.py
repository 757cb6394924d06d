"""`diptych history`, `check` and `backup`: what was done, whether the file is sound, and a copy."""

from pathlib import Path
from typing import Any

import click

from annotations.model import Act
from tui.cli import options, talk
from tui.cli.group import REFUSED
from tui.text.amounts import counted
from tui.text.display import one_line


@click.command(epilog=options.example("diptych history case.db", "diptych history -n 20 case.db"))
@options.workspace
@click.option("-n", "--last", metavar="N", type=click.IntRange(1), help="The last N acts only.")
@options.annotator
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


@click.command(epilog=options.example("diptych check case.db && diptych backup case.db copy.db"))
@options.workspace
@options.as_json
def check(case: Path, *, as_json: bool) -> int:
    """Test whether the workspace is sound.

    Its structure, texts, quotes and history are tested. Exit status 1 where it is not; every
    problem is one line.
    """
    with options.opened(case) as workspace:
        with talk.bar("checking") as progress:
            problems = workspace.history.check(progress)
        engine = workspace.history.engine()
    if as_json:
        talk.out_json({"sound": not problems, "problems": problems, "engine": engine})
    elif problems:
        talk.out("\n".join(map(one_line, problems)))
    else:
        talk.out(f"{one_line(str(case))}: sound ({engine})")
    if problems:
        talk.complain(
            f"{case}: damaged ({counted(len(problems), 'problem')}):"
            " export what can be read, and go back to a backup"
        )
        return REFUSED
    return 0


@click.command(epilog=options.example("diptych backup case.db case-2026-01-31.db"))
@options.workspace
@click.argument("file", metavar="FILE", type=options.PATH)
def backup(case: Path, file: Path) -> int:
    """Write a whole copy of the workspace.

    Others may work in it meanwhile. A FILE that exists is never overwritten.
    """
    with options.opened(case) as workspace:
        workspace.history.backup(file)
    talk.say(f"{file}: a copy of {case}")
    return 0
