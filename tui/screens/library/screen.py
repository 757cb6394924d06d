"""The Library: all of its keys in one screen."""

from collections.abc import Callable

from annotations.model import DocumentState
from annotations.workspace import Workspace
from tui.screens.dialogs import Ask, Choice, Choose
from tui.screens.library.exchange import Exchange


class Library(Exchange):
    """All articles, and what can be done with one of them."""

    async def _with_article(self, work: Callable[[Workspace, str], object], said: str) -> None:
        article = self._under_cursor()
        if article is None:
            return
        done = await self.did(lambda ws: work(ws, article.id))
        await self.refresh_from_store()
        if done:
            self.say(f"{said}: {article.name}")

    async def action_done(self) -> None:
        """Mark the article as done, or as not done."""
        article = self._under_cursor()
        is_done = article is not None and article.state.is_done
        state = DocumentState.IN_PROGRESS if is_done else DocumentState.DONE
        await self._with_article(lambda ws, a: ws.articles.set_state(a, state), str(state))

    async def action_remove(self) -> None:
        """Take the article out; undo brings it back."""
        await self._with_article(
            lambda ws, a: ws.articles.remove(a), "taken out (u brings it back)"
        )

    def action_details(self) -> None:
        """Edit title, outlet, date, address and language."""
        article = self._under_cursor()
        if article is None:
            return
        fields = ("title", "outlet", "published", "url", "language")
        choices = [Choice(f, f, getattr(article.details, f) or "not known") for f in fields]

        def chosen(field: str | None) -> None:
            if field is None:
                return

            async def done(value: str | None) -> None:
                if value is not None:
                    await self.work(
                        lambda ws: ws.articles.describe(
                            article.id, **{field: value.strip() or None}
                        )
                    )
                    await self.refresh_from_store()

            hint = (
                "a date as 2024-06-17; empty: not known"
                if field == "published"
                else "empty: not known"
            )
            self.app.push_screen(
                Ask(field.capitalize(), getattr(article.details, field) or "", hint=hint), done
            )

        self.app.push_screen(Choose("Which detail?", choices), chosen)
