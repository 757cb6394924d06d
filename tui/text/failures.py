"""What to say of a fault of the program's own."""

from pathlib import Path
from traceback import extract_tb


def where_it_failed(error: BaseException) -> str:
    """The kind of an error and its place in the code, but not its words.

    They may quote confidential text.
    """
    frames = extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
