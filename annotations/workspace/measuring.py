"""How far annotators agree: their layers, as what agreement is reckoned from."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from annotations.errors import Refused
from annotations.progress import Progress, silent
from annotations.review.alignment import align, align_beside
from annotations.review.items import Item, Place
from annotations.review.voices import Rulings
from annotations.store import reading, reviews, rewinding
from annotations.store.store import Row
from annotations.text.segments import Segments
from annotations.workspace.desk import Desk
from annotations.workspace.layers import Layers, all_readers, known_articles, own_readers

if TYPE_CHECKING:  # they read numpy
    from annotations.review.agreement import Agreement, AnnotatedDocument
    from annotations.review.links import Decision


class Measured(NamedTuple):
    """The figures, and what they are of."""

    agreement: "Agreement"
    """All figures."""
    articles: int
    """In how many articles two or more were compared."""
    blind: "dict[str, Blind]"
    """Whose layers count as they were when a blind pass was over."""


class Blind(NamedTuple):
    """What of a layer was made blind."""

    until: str
    """When the annotator was blind no more; of several passes the last."""
    articles: int
    """How many of the articles compared they read blind; in the others the layer is as it is."""
    earlier: int
    """How many spans in those articles are from before the pass, and maybe not made blind."""


class _Unit(NamedTuple):
    """A span."""

    document: str
    start: int
    end: int
    label: str
    annotator: str
    id: str

    @classmethod
    def of(cls, item: Item) -> "_Unit":
        return cls(item.document, *item.places[0], item.label, item.author, item.id)

    @classmethod
    def of_row(cls, row: Row) -> "_Unit":
        return cls(*(row[field] for field in cls._fields))


class _Edge(NamedTuple):
    """An attribution, or a verdict on a link."""

    ends: tuple[str, ...]
    label: str
    annotator: str

    @classmethod
    def of(cls, item: Item) -> "_Edge":
        return cls(item.ends, item.label, item.author)

    @classmethod
    def of_attribution(cls, row: Row) -> "_Edge":
        return cls((row["claim"], row["source"]), row["label"], row["annotator"])

    @classmethod
    def of_verdict(cls, row: Row) -> "_Edge":
        return cls((row["left"], row["right"]), row["kind"], row["annotator"])


class Measuring(Desk):
    """Whatever is reckoned of several layers."""

    def agreement(
        self,
        between: Sequence[str] = (),
        articles: Iterable[str] | None = None,
        *,
        as_now: bool = False,
        resamples: int = 1000,
        progress: Progress = silent,
    ) -> Measured:
        """How far annotators agree in the articles that two of them or more have read.

        Args:
            between: Whose layers; none takes all but those that hold only what a merge put aside.
            articles: Only these; None takes all.
            as_now: Whether layers count as they are now, where they were annotated blind, too.
            resamples: How often articles are drawn anew for the intervals.
            progress: Told how many articles are done; may raise `Cancelled`.

        Raises:
            NotFound: One of the annotators has read nothing, or there is no such article.
            Refused: There is but one layer, or one works blind.
        """
        from annotations.review.agreement import agreement

        self.refuse_blind("how far annotators agree")
        names = self._names(between)
        there = reading.document_ids(self.store)
        wanted = there if articles is None else known_articles(self.store, articles)
        rulings = Rulings(reviews.reviews(self.store))
        layers = Layers(self.store, names, rulings, only=True, aside=True, articles=wanted)
        made = _Made(self, layers, () if as_now else names, wanted)
        shared = [article for article in wanted if len(layers.readers(article)) > 1]
        found = agreement(made.documents(shared, progress), made.decisions(), resamples=resamples)
        return Measured(found, len(shared), made.blind(shared))

    def confused(
        self,
        between: tuple[str, str],
        labels: tuple[str | None, str | None],
        *,
        same: bool,
        as_now: bool = False,
    ) -> set[str]:
        """The spans in one cell of the table of labels, by identifier.

        Args:
            between: Two annotators.
            labels: What each gave; None where the other's has no counterpart.
            same: Whether those with the same stretch are wanted, or the others.
            as_now: As for `agreement`.

        Raises:
            NotFound: One of the annotators has no layer.
            Refused: One works blind.
        """
        self.refuse_blind("how far annotators agree")
        names = self._names(between)
        rulings = Rulings(reviews.reviews(self.store))
        layers = Layers(self.store, names, rulings, only=True, aside=True)
        wanted = reading.document_ids(self.store)
        made = _Made(self, layers, () if as_now else names, wanted)
        found: set[str] = set()
        for article in wanted:
            if len(layers.readers(article)) > 1:
                found |= made.cell(article, between, labels, same=same)
        return found

    def _names(self, between: Sequence[str]) -> tuple[str, ...]:
        known = all_readers(self.store)
        self.need_layers(between, known)
        names = tuple(dict.fromkeys(between or own_readers(self.store)))
        if len(names) < 2:
            raise Refused(
                f"agreement takes two layers, and there is {names[0] if names else 'none'}:"
                " have a second annotator read the articles"
            )
        return names


class _Made:
    """What annotators made, at the times that count."""

    def __init__(
        self, desk: Measuring, layers: Layers, rewound: Sequence[str], articles: Sequence[str]
    ) -> None:
        """Take layers, some of them as they were when a blind pass was over in some articles."""
        self._store, self._layers = desk.store, layers
        self._meanings = {kind.name: kind.meaning for kind in desk.codebook().link_kinds}
        self._spans = {item.id: _Unit.of(item) for item in layers.spans()}
        self._edges = {item.id: _Edge.of(item) for item in layers.attributions()}
        self._verdicts = {item.id: _Edge.of(item) for item in layers.links}
        self._passes: dict[str, dict[str, rewinding.Pass]] = {}
        for name in rewound:
            self._rewind(name, articles)
        self._units: defaultdict[str, defaultdict[str, list[_Unit]]]
        self._units = defaultdict(lambda: defaultdict(list))
        for unit in sorted(self._spans.values()):
            self._units[unit.document][unit.annotator].append(unit)

    def _rewind(self, name: str, articles: Sequence[str]) -> None:
        """Put a layer back to what it was when a blind pass was over."""
        passes = rewinding.blind_passes(self._store, name)
        self._passes[name] = {one: passes[one] for one in articles if one in passes}
        ends = {article: one.ended for article, one in self._passes[name].items()}
        if not ends:
            return
        tables: dict[str, tuple[dict[str, Any], Callable[[Row], object]]] = {
            "spans": (self._spans, _Unit.of_row),
            "attributions": (self._edges, _Edge.of_attribution),
            "verdicts": (self._verdicts, _Edge.of_verdict),
        }
        homes = rewinding.homes(self._store)
        then = rewinding.changed_since(self._store, name, ends, homes)
        spans = [span for (table, span), row in then.items() if table == "spans" and row]
        # A span that was deleted since took with it what hung on it.
        then = {**rewinding.hanging(self._store, name, spans), **then}
        for (table, identifier), row in then.items():
            rows, made = tables[table]
            rows.pop(identifier, None)
            if row is not None and not self._layers.is_added(identifier):
                rows[identifier] = made(row)

    def blind(self, articles: Sequence[str]) -> dict[str, Blind]:
        """What of each layer was made blind, in some articles."""
        found: dict[str, Blind] = {}
        for name, passes in self._passes.items():
            here = {article: passes[article] for article in articles if article in passes}
            if here:
                until = max(one.ended for one in here.values())
                earlier = rewinding.made_before(self._store, name, here)
                found[name] = Blind(until, len(here), earlier)
        return found

    def documents(
        self, articles: Sequence[str], progress: Progress
    ) -> "Iterator[AnnotatedDocument]":
        """Each article with what those who have read it made of it."""
        from annotations.review.agreement import AnnotatedDocument

        edges = self._edges_by_article()
        for done, article in enumerate(articles):
            progress(done, len(articles))
            for document in reading.documents(self._store, [article]):
                segments = Segments(document.text, document.language)
                yield AnnotatedDocument(
                    article,
                    len(document.text),
                    segments.words(0, len(document.text)),
                    {name: self._units[article][name] for name in self._layers.readers(article)},
                    edges.get(article, {}),
                )
        progress(len(articles), len(articles))

    def cell(
        self,
        article: str,
        between: tuple[str, str],
        labels: tuple[str | None, str | None],
        *,
        same: bool,
    ) -> set[str]:
        """The spans of an article in one cell of the table of labels."""
        layers = [self._units[article][name] for name in between]
        found: set[str] = set()
        for pair in align(*layers):
            one, other = pair
            told = tuple(unit.label if unit else None for unit in pair)
            there = bool(one and other and (one.start, one.end) == (other.start, other.end))
            if told == labels and (there is same or None in told):
                found |= {unit.id for unit in pair if unit}
        return found

    def _edges_by_article(self) -> dict[str, dict[str, list[tuple[Place, Place]]]]:
        found: dict[str, dict[str, list[tuple[Place, Place]]]] = {}
        for edge in self._edges.values():
            claim, source = (self._spans.get(end) for end in edge.ends)
            if claim and source:
                of = found.setdefault(claim.document, {}).setdefault(edge.annotator, [])
                of.append(((claim.start, claim.end), (source.start, source.end)))
        return found

    def decisions(self) -> "Iterator[Decision]":
        """What annotators said of each pair of things; a thing may be tagged by several."""
        from annotations.review.links import Decision

        things = self._things()
        said: dict[tuple[str, str], dict[str, str]] = {}
        for verdict in self._verdicts.values():
            meaning = self._meanings.get(verdict.label)
            left, right = (things.get(end) for end in verdict.ends)
            if meaning and left and right:
                said.setdefault((left.id, right.id), {}).setdefault(verdict.annotator, str(meaning))
        for (one, other), meanings in said.items():
            ends = things[one], things[other]
            documents = tuple(end.document for end in ends)
            yield Decision(f"{one} {other}", documents, ends[0].label, meanings)

    def _things(self) -> dict[str, _Unit]:
        """For each span at the end of a link, the first span of what it is one of.

        Two may judge a pair of a third one's spans: that counts as much as one of their own.
        """
        ends = {end for verdict in self._verdicts.values() for end in verdict.ends}
        linked = {self._spans[end].document for end in ends if end in self._spans}
        beside: dict[str, dict[str, list[_Unit]]] = {}
        for item in self._layers.ends(ends):
            of = beside.setdefault(item.document, {}).setdefault(item.author, [])
            of.append(_Unit.of(item))
        found: dict[str, _Unit] = {}
        for article in sorted(linked | beside.keys()):
            for groups in align_beside(self._units[article], beside.get(article, {})):
                units = [unit for group in groups for unit in group.values()]
                found |= {unit.id: units[0] for unit in units}
        return found
