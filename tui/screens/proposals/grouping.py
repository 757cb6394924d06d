"""The key that opens the groups of both ends: what is known to be the same already."""

from collections.abc import Iterator

from annotations.model import Span
from annotations.workspace import Workspace
from tui.screens.dialogs import Choice, Choose
from tui.screens.proposals.case import Case
from tui.screens.proposals.end import End
from tui.screens.proposals.filtering import Filtering
from tui.text.display import one_line

_AROUND = 24
"""Codepoints round a mention that are shown with it."""
_CALLED = 16
"""Cells of what an article is called."""

Apart = tuple[list[Span], list[Span]]
"""What the annotator has set apart in either article."""


class Grouping(Filtering):
    """Looking into groups, and breaking them."""

    async def action_group(self) -> None:
        """Open the groups of both ends: set a mention apart, join one again, or go to one."""
        self.hush()
        case = self.case
        if case is None:
            self._say_nothing_in_view()
            return
        left, right = case.link.left, case.link.right

        def fetch(workspace: Workspace) -> Apart:
            set_apart = workspace.links.set_apart
            return set_apart(left.document), set_apart(right.document)

        apart = await self.work(fetch) or ([], [])
        joined = _joined(case)
        choices = [
            *_of_mentions(self._left, left, case.about.left.mentions, apart[0]),
            *_of_mentions(self._right, right, case.about.right.mentions, apart[1]),
            *_of_joined(case, joined),
        ]
        if not choices:
            self.say("neither end has a group: one mention each, joined with nothing else yet")
            return

        async def done(chosen: str | None) -> None:
            if chosen is not None:
                does, _, span = chosen.partition(" ")
                await self._do(does, span, joined.get(span))

        self.app.push_screen(Choose("Groups of both ends", choices), done)

    async def _do(self, does: str, span: str, elsewhere: Span | None) -> None:
        link, undo = self.link, self._key("proposals.undo")
        if does == "go" and elsewhere and link:
            # One article is not opened twice.
            in_left = elsewhere.document == link.left.document
            one, other = (elsewhere, link.right) if in_left else (link.left, elsewhere)
            await self.diptych.open_reader(
                (one.document, other.document), places=(one.start, other.start)
            )
        elif does == "apart" and await self.did(lambda ws: ws.links.break_group(span)):
            await self.refresh_from_store()
            match = self._key("proposals.match")
            self.say(
                f"it stands on its own now · {undo} takes it back, {match} looks for its links"
            )
        elif does == "rejoin":
            joined = await self.work(lambda ws: ws.links.rejoin(span))
            if joined is None:
                return
            await self.refresh_from_store()
            match = self._key("proposals.match")
            now = (
                "with its group again" if joined else f"no longer set apart: {match} joins it again"
            )
            self.say(f"it is {now} · {undo} takes that back")


def _of_mentions(
    end: End, span: Span, mentions: tuple[Span, ...], apart: list[Span]
) -> Iterator[Choice]:
    """The mentions in one article: choosing one sets it apart, or joins it again."""
    for mention in (*mentions, span) if mentions else ():
        yield Choice(
            f"apart {mention.id}", mention.text, f"sets it apart · {_around(end, mention)}"
        )
    for mention in apart:
        if mention.label == span.label:
            hint = f"joins it again · {_around(end, mention)}"
            yield Choice(f"rejoin {mention.id}", mention.text, hint)


def _around(end: End, span: Span) -> str:
    """The words round a mention, and the article."""
    text = end.view.text[max(0, span.start - _AROUND) : span.end + _AROUND]
    return f"…{one_line(text)}… · {one_line(end.called, _CALLED)}"


def _joined(case: Case) -> dict[str, Span]:
    """What either end is the same as elsewhere, by identifier."""
    both = (*case.elsewhere(case.about.left), *case.elsewhere(case.about.right))
    return {span.id: span for span in both}


def _of_joined(case: Case, joined: dict[str, Span]) -> Iterator[Choice]:
    """What is the same in other articles: choosing one goes there."""
    for span in joined.values():
        where = case.names.get(span.document, "another article")
        yield Choice(f"go {span.id}", span.text, f"goes there · the same in {where}")
