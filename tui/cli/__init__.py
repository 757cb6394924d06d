"""The command line: what scripts and people call. Its contract is docs/cli.md.

::

    root.py      the command `diptych` and the list of the others
    group.py     `diptych CASE.db` means `diptych open CASE.db`; how every command ends
    options.py   the arguments and options that several commands share
    talk.py      what is printed, and that it is safe to print
    screens.py  importing.py  exporting.py  links.py  reviewing.py  reporting.py  keeping.py
    merging.py  codebook.py  serving.py  completing.py
                 the commands, by subject
    figures.py   agreement as tables
    toml.py      a codebook written as TOML

Standard output is data, standard error is talk. Screens and matching are imported only by the
commands that need them.
"""

import sys


def main() -> None:
    """Run the command line and end the program: 0 done, 1 refused, 2 wrong usage, 130 stopped."""
    try:
        from tui.cli.root import diptych

        diptych(prog_name="diptych")
    except KeyboardInterrupt:  # while the program was still being loaded
        sys.exit(130)
