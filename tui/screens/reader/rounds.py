"""The round through all partners of one span, one at a key."""

from collections.abc import Sequence

from annotations.workspace.partners import Partner


class Round:
    """Where one is among the partners of a span. What comes or goes meanwhile changes no order."""

    def __init__(self) -> None:
        """Start with no span."""
        self._span: str | None = None
        self._order: list[str] = []
        self._shown: str | None = None

    def step(
        self, span: str, partners: Sequence[Partner], article: str | None, times: int = 1
    ) -> tuple[int, Partner]:
        """The next partner, or the one so many steps on, round the end.

        Args:
            span: Whose partners they are; another one starts another round.
            partners: At least one.
            article: The article whose partners come first in a new round.
            times: How many steps.

        Returns:
            Its number in the round, from 1, and the partner.
        """
        if span != self._span:
            self._span, self._shown = span, None
            there = sorted(partners, key=lambda partner: partner.span.document != article)
            self._order = [partner.span.id for partner in there]
        now = {partner.span.id: partner for partner in partners}
        order = [*self._order, *(one for one in now if one not in self._order)]
        behind = order.index(self._shown) + 1 if self._shown in order else 0
        self._order = [one for one in order if one in now]
        ahead = next((one for one in order[behind:] if one in now), self._order[0])
        number = (self._order.index(ahead) + times - 1) % len(self._order)
        self._shown = self._order[number]
        return number + 1, now[self._shown]
