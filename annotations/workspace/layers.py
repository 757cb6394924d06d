"""The layers of several annotators, article by article, and who read which article."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotations.errors import NotFound
from annotations.review.adjudication import Article
from annotations.review.items import Item
from annotations.review.records import Kind
from annotations.review.voices import Rulings
from annotations.store import reading, reviews
from annotations.store.store import Store


class Layers:
    """What annotators made, by article.

    Somebody has *read* an article who has tagged something in it, or has said that they are done
    with it, or has read it blind to the end; not whoever only reviewed another's work there, and
    put in what was missing.
    """

    def __init__(
        self,
        store: Store,
        names: Sequence[str],
        rulings: Rulings,
        *,
        only: bool = False,
        articles: Iterable[str] | None = None,
    ) -> None:
        """Fetch them.

        Args:
            store: The workspace file.
            names: Whose versions come first.
            rulings: What reviewers said: what they put in belongs to whom they reviewed.
            only: Whether others' layers are left out.
            articles: Only these; None takes all.
        """
        self._names, self._rulings = names, rulings
        self._texts = reviews.digests(store)
        self._done = reviews.read_by(store)
        self._spans: defaultdict[str, list[Item]] = defaultdict(list)
        self._attributions: defaultdict[str, list[Item]] = defaultdict(list)
        self.links: list[Item] = []
        """Everybody's links."""
        wanted = None if articles is None else [*articles]
        for annotator in reading.annotators(store):
            for item in reviews.items(store, annotator, wanted):
                if not only or self._is_wanted(item):
                    self._take(item)

    def _is_wanted(self, item: Item) -> bool:
        """Whether it is of one of the layers, or was missing in one."""
        whose = self._rulings.added_for(item.id) or {item.author}
        return not whose.isdisjoint(self._names)

    def _take(self, item: Item) -> None:
        match item.kind:
            case Kind.SPAN:
                self._spans[item.document].append(item)
            case Kind.ATTRIBUTION:
                self._attributions[item.document].append(item)
            case Kind.LINK:
                self.links.append(item)

    def is_added(self, identifier: str) -> bool:
        """Whether somebody put an item in while they reviewed another's work."""
        return bool(self._rulings.added_for(identifier))

    def spans(self) -> Iterator[Item]:
        """The spans of whoever read an article, not what reviewers put in for others."""
        return self._own(self._spans)

    def attributions(self) -> Iterator[Item]:
        """The attributions, likewise."""
        return self._own(self._attributions)

    def _own(self, kept: Mapping[str, Iterable[Item]]) -> Iterator[Item]:
        for items in kept.values():
            yield from (item for item in items if not self._rulings.adds(item))

    def readers(self, article: str) -> tuple[str, ...]:
        """Who has read an article."""
        own = {
            item.author for item in self._spans[article] if not self._rulings.adds(item)
        } | self._done.get(article, set())
        return tuple(name for name in self._names if name in own)

    def article(self, article: str) -> Article:
        """One article with all that was said of it."""
        return Article(
            article,
            self._texts[article],
            self.readers(article),
            self._spans[article],
            self._attributions[article],
        )


def all_readers(store: Store) -> list[str]:
    """Everybody who has a layer, or has read something and found nothing in it."""
    read = set[str]().union(*reviews.read_by(store).values())
    return sorted({*reading.annotators(store), *read})


def known_articles(store: Store, articles: Iterable[str]) -> list[str]:
    """Some articles, each once, in the order of import.

    Raises:
        NotFound: One of them is not there.
    """
    wanted, known = {*articles}, reading.document_ids(store)
    if gone := next(iter(sorted(wanted.difference(known))), None):
        raise NotFound(f"no article {gone} in {store.path}: it may have been removed")
    return [article for article in known if article in wanted]
