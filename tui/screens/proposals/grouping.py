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

Apart = tuple[list[Span], list[Span]]
"""What the annotator has set apart in either article."""


class Grouping(Filtering):
    """Looking into groups, and breaking them."""

    async def action_group(self) -> None:
        """Open the groups of both ends: set a mention apart, join one again, or go to one."""
        self.hush()
        case = self.case
        if case is None:
            return
        left, right = case.link.left, case.link.right

        def fetch(workspace: Workspace) -> Apart:
            set_apart = workspace.links.set_apart
            return set_apart(left.document), set_apart(right.document)

        apart = await self.work(fetch) or ([], [])
        choices = [*self._of_left(case, apart[0]), *self._of_right(case, apart[1])]
        if not choices:
            self.say("neither end has a group: one mention each, joined with nothing yet")
            return
        spans = {span.id: span for span in (*case.about.left.joined, *case.about.right.joined)}

        async def done(chosen: str | None) -> None:
            if chosen is not None:
                does, _, span = chosen.partition(" ")
                await self._do(does, span, spans.get(span))

        self.app.push_screen(Choose("Groups of both ends", choices), done)

    def _of_left(self, case: Case, apart: list[Span]) -> Iterator[Choice]:
        link, own = case.link, case.about.left
        yield from _of_mentions(self._left, link.left, own.mentions, apart)
        yield from _of_joined(case, own.joined)

    def _of_right(self, case: Case, apart: list[Span]) -> Iterator[Choice]:
        link, own = case.link, case.about.right
        yield from _of_mentions(self._right, link.right, own.mentions, apart)
        yield from _of_joined(case, own.joined)

    async def _do(self, does: str, span: str, elsewhere: Span | None) -> None:
        link = self.link
        if does == "go" and elsewhere and link:
            await self.diptych.open_reader(
                (link.left.document, elsewhere.document), places=(link.left.start, elsewhere.start)
            )
        elif does == "apart" and await self.did(lambda ws: ws.links.break_group(span)):
            await self.refresh_from_store()
            match = self._key("proposals.match")
            self.say(f"it stands on its own now · u takes it back, {match} looks for its links")
        elif does == "rejoin" and await self.did(lambda ws: ws.links.rejoin(span)):
            await self.refresh_from_store()
            self.say("it is with its group again · u takes that back")


def _of_mentions(
    end: End, span: Span, mentions: tuple[Span, ...], apart: list[Span]
) -> Iterator[Choice]:
    """The mentions in one article: choosing one sets it apart, or joins it again."""
    for mention in (*mentions, span) if mentions else ():
        hint = f"sets it apart · {end.called} · {_around(end, mention)}"
        yield Choice(f"apart {mention.id}", mention.text, hint)
    for mention in apart:
        if mention.label == span.label:
            hint = f"joins it again · {end.called} · {_around(end, mention)}"
            yield Choice(f"rejoin {mention.id}", mention.text, hint)


def _around(end: End, span: Span) -> str:
    text = end.view.text[max(0, span.start - _AROUND) : span.end + _AROUND]
    return f"…{one_line(text)}…"


def _of_joined(case: Case, joined: tuple[Span, ...]) -> Iterator[Choice]:
    """What is the same in other articles: choosing one goes there."""
    for span in joined:
        where = case.names.get(span.document, "another article")
        yield Choice(f"go {span.id}", span.text, f"goes there · the same in {where}")
