"""How long work says how far it is, and how it is stopped: import, matching and export use it.

Whoever starts the work passes a function; the work calls it between two steps, from its own
thread. To stop the work, that function raises :class:`annotations.errors.Cancelled`: the work lets
it through, keeps nothing, and the caller catches it.
"""

from typing import Protocol


class Progress(Protocol):
    """Told how far the work is; raises ``Cancelled`` to stop it."""

    def __call__(self, done: int, total: int, /) -> None:
        """Hear that ``done`` of ``total`` steps are done. Both only ever grow, ``done <= total``.

        Raises:
            Cancelled: the work must stop here.
        """


def silent(done: int, total: int, /) -> None:
    """Report to nobody, and never stop the work."""
