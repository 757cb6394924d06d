"""Keys typed ahead of an answer that they are about."""

from collections.abc import Callable

from textual.message_pump import MessagePump


class Held:
    """What was asked for while something is looked for, to be done in that order when it shows."""

    def __init__(self) -> None:
        self._acts: list[tuple[Callable[..., object], tuple[object, ...]]] = []

    def __len__(self) -> int:
        return len(self._acts)

    def add(self, act: Callable[..., object], *given: object) -> None:
        """Hold an action, and what it is given."""
        self._acts.append((act, given))

    def forget(self) -> None:
        """Do none of it."""
        self._acts.clear()

    def let_go(self, node: MessagePump) -> None:
        """Have all of it done by a node, before it looks at anything else."""
        acts, self._acts = self._acts, []
        for act, given in acts:
            node.call_next(act, *given)
