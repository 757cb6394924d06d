"""The layers of several annotators, article by article, and who read which article."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from annotations.errors import NotFound
from annotations.review.adjudication import Article
from annotations.review.items import Item
from annotations.review.records import Kind
from annotations.review.voices import Rulings
from annotations.store import reading, reviews
from annotations.store.merging import telling
from annotations.store.store import Store


class Layers:
    """What annotators made, by article.

    Somebody has *read* an article who has tagged something in it, or has said that they are done
    with it, or has read it blind to the end; not whoever only reviewed another's work there, and
    put in what was missing; nor a layer that holds only what a merge put aside.
    """

    def __init__(
        self,
        store: Store,
        names: Sequence[str],
        rulings: Rulings,
        *,
        only: bool = False,
        aside: bool = False,
        articles: Iterable[str] | None = None,
    ) -> None:
        """Fetch them.

        Args:
            store: The workspace file.
            names: Whose versions come first.
            rulings: What reviewers said: what they put in belongs to whom they reviewed.
            only: Whether others' layers are left out.
            aside: Whether a layer that a merge made counts as read, where it has something.
            articles: Only these; None takes all.
        """
        self._names, self._rulings = names, rulings
        self._texts = reviews.digests(store)
        self._done = reviews.read_by(store)
        self.aside = set[str]() if aside else put_aside(store)
        """Layers that have read nothing, as they hold only what a merge put aside."""
        self._spans: defaultdict[str, list[Item]] = defaultdict(list)
        self._attributions: defaultdict[str, list[Item]] = defaultdict(list)
        self._others: dict[str, Item] = {}
        self.links: list[Item] = []
        """Everybody's links."""
        wanted = None if articles is None else [*articles]
        for annotator in reading.annotators(store):
            for item in reviews.items(store, annotator, wanted):
                if not only or self._is_wanted(item):
                    self._take(item)
                elif item.kind is Kind.SPAN:
                    self._others[item.id] = item

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
        own = {item.author for item in self._spans[article] if not self._rulings.adds(item)}
        read = (own - self.aside) | self._done.get(article, set())
        return tuple(name for name in self._names if name in read)

    def articles(self, articles: Iterable[str]) -> Iterator[Article]:
        """Some articles, each with all that was said of it."""
        made = (*self.links, *chain.from_iterable(self._attributions.values()))
        ends: defaultdict[str, list[Item]] = defaultdict(list)
        for item in _of(self._others, (end for one in made for end in one.ends)):
            ends[item.document].append(item)
        for article in articles:
            yield Article(
                article,
                self._texts[article],
                self.readers(article),
                self._spans[article],
                self._attributions[article],
                ends[article],
            )

    def ends(self, spans: Iterable[str]) -> list[Item]:
        """Those of some spans that are not among `spans`, in the order of identifiers.

        They are of others, or reviewers put them in; what is in these layers may join them all
        the same.
        """
        added = (i for items in self._spans.values() for i in items if self._rulings.adds(i))
        return _of(self._others | {item.id: item for item in added}, spans)


def _of(items: Mapping[str, Item], wanted: Iterable[str]) -> list[Item]:
    """Some of these, in the order of identifiers."""
    return [items[one] for one in sorted({*wanted} & items.keys())]


def put_aside(store: Store) -> set[str]:
    """The layers that hold nothing but what a merge put aside, as ``ana (2)``.

    That is told by the rows that merges say they put there, not by the name: whoever works under
    such a name has a layer like any other.
    """
    rows: defaultdict[str, set[str]] = defaultdict(set)
    for record in telling.all_records(store):
        for beside in (lost["row"] for lost in record["conflicts"] if lost["row"]):
            rows[beside["annotator"]].add(beside["id"])
    return {
        name
        for name, kept in rows.items()
        if all(item.id in kept for item in reviews.items(store, name))
    }


def all_readers(store: Store) -> list[str]:
    """Everybody who has a layer, or has read something and found nothing in it."""
    read = set[str]().union(*reviews.read_by(store).values())
    return sorted({*reading.annotators(store), *read})


def own_readers(store: Store) -> list[str]:
    """The same, without layers that hold only what a merge put aside."""
    read = set[str]().union(*reviews.read_by(store).values())
    return sorted({*reading.annotators(store)} - put_aside(store) | read)


def known_articles(store: Store, articles: Iterable[str]) -> list[str]:
    """Some articles, each once, in the order of import.

    Raises:
        NotFound: One of them is not there.
    """
    wanted, known = {*articles}, reading.document_ids(store)
    if gone := next(iter(sorted(wanted.difference(known))), None):
        raise NotFound(f"no article {gone} in {store.path}: it may have been removed")
    return [article for article in known if article in wanted]
