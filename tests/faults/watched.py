"""Imported by the process that reads files, in a session that must keep to itself.

Whatever would reach out from there ends it, so that nobody can take it for a file that is broken.
"""

import os
import sys

_REACHING = ("socket.", "urllib.", "http.client.", "subprocess.", "os.exec", "os.fork", "os.system")


def _watch(event: str, _: tuple[object, ...]) -> None:
    if event.startswith(_REACHING) and event != "socket.__new__":
        os._exit(99)


sys.addaudithook(_watch)
