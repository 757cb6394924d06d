"""Starts the program quickly and often: everything is imported once, each program is a fork of it.

It reads lines of JSON from its standard input, ``{"terminal": "/dev/pts/3", "case": "case.db"}``,
and answers each with the number of the process that has the screens of that file in that terminal.
"""

import json
import os
import sys
from pathlib import Path

import tui.screens.library
import tui.screens.proposals
import tui.screens.reader  # noqa: F401 (so that no fork has to)
from tui.app import run


def main() -> None:
    """Start what is asked for until the input ends."""
    for line in sys.stdin:
        asked = json.loads(line)
        terminal = os.open(asked["terminal"], os.O_RDWR | os.O_NOCTTY)
        child = os.fork()
        if child == 0:
            os.setsid()
            for standard in (0, 1, 2):
                os.dup2(terminal, standard)
            os._exit(run(Path(asked["case"]), "ana", tuple(asked["articles"])))
        os.close(terminal)
        _say(str(child))
        os.waitpid(child, 0)
        _say("ended")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
