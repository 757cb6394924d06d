"""`diptych match`: what the matcher proposes."""

from pathlib import Path

import click

from tui.cli import options, talk
from tui.text.amounts import counted


@click.command(epilog=options.example("diptych match case.db"))
@options.workspace
@options.annotator
@options.as_json
def match(case: Path, annotator: str, *, as_json: bool) -> int:
    """Propose links between the articles.

    The spans of all annotators are compared. The proposals take the place of those of an earlier
    run. What was judged stays judged.
    """
    with options.opened(case, annotator) as workspace:
        with talk.bar("matching") as progress:
            found = workspace.links.match(progress=progress)
        if as_json:
            talk.out_json(found._asdict())
        else:
            talk.out(
                f"{counted(found.spans, 'span')}, "
                f"{counted(found.scored, 'pair')} scored, "
                f"{counted(found.proposals, 'link')} proposed, "
                f"{found.waiting:,} waiting for {workspace.annotator}"
            )
    return 0
