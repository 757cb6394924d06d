"""Disagreements between those who read an article, settled one by one; and the resolved layer."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from annotations.errors import NotFound, Refused
from annotations.model import DocumentState
from annotations.progress import Progress, silent
from annotations.review.adjudication import (
    BOTH,
    NEITHER,
    NEW,
    Disagreement,
    Judged,
    Settled,
    settle,
    settle_links,
)
from annotations.review.records import Content, Kind, Resolution
from annotations.review.voices import Rulings
from annotations.store import reading, reviews
from annotations.workspace.desk import Desk, made
from annotations.workspace.layers import Layers, all_readers, known_articles
from annotations.workspace.spans import Location, Spans


class Standing(NamedTuple):
    """How all articles stand."""

    articles: dict[str, Settled]
    """What came of each, by identifier, in the order of import."""
    links: Settled
    """What came of the links between them."""

    @property
    def disagreements(self) -> list[Disagreement]:
        """All of them, the settled ones too, worst first, then in reading order."""
        found = [case for settled in self.articles.values() for case in settled.disagreements]
        return sorted([*found, *self.links.disagreements], key=lambda case: -case.severity)

    @property
    def open(self) -> list[Disagreement]:
        """Those that are not settled."""
        return [case for case in self.disagreements if case.settled is None]


class Adjudicating(Desk):
    """Whatever is done with what annotators do not agree about."""

    def standing(
        self,
        between: Sequence[str] = (),
        articles: Iterable[str] | None = None,
        progress: Progress = silent,
    ) -> Standing:
        """What is resolved and what is not.

        Args:
            between: Who has a say, in the order in which their versions are shown; none takes all
                who annotated an article, and were not only reviewing another's work there. What
                others corrected counts as far as these take it; others' spans only as ends.
            articles: Only these; None takes all.
            progress: Told how many articles are done; may raise `Cancelled`.

        Raises:
            NotFound: One of the annotators has read nothing, or there is no such article.
            Refused: One works blind.
        """
        self.refuse_blind("where annotators disagree")
        known = all_readers(self.store)
        self.need_layers(between, known)
        return _standing(self, tuple(between) or tuple(known), bool(between), articles, progress)

    def resolutions(self) -> dict[str, Resolution]:
        """How disagreements were settled, by their identifiers.

        Raises:
            Refused: One works blind.
        """
        self.refuse_blind("where annotators disagree")
        return reviews.resolutions(self.store)

    def resolve(
        self,
        case: Disagreement,
        choice: str,
        *,
        new: Content | None = None,
        note: str | None = None,
    ) -> Resolution:
        """Settle a disagreement; an earlier settlement of it is replaced.

        Args:
            case: What is to be settled.
            choice: The number of a version, from 1, or ``both``, ``neither``, ``new``.
            new: With ``new``, what goes into the resolved layer: of a span ``start``, ``end`` and
                ``label``, of a link ``kind``.
            note: Why.

        Raises:
            Refused: There is no such version, or the new one is none; or somebody has changed what
                it is about since it was looked at; or one works blind.
        """
        self.refuse_blind("where annotators disagree")
        chosen = self._chosen(case, choice, new)
        with self.store.act(self.annotator, "resolve") as act:
            self._refuse_stale(case)
            resolution = made(
                Resolution,
                {
                    "id": case.id,
                    "kind": case.kind,
                    "document": case.document,
                    "annotator": self.annotator,
                    "versions": case.versions,
                    "choice": choice,
                    "chosen": chosen,
                    "note": note,
                    "decided": act.time,
                },
            )
            row: dict[str, Any] = resolution.model_dump(mode="json")
            row |= {column: json.dumps(row[column]) for column in ("versions", "chosen")}
            act.put("resolutions", row)
        return resolution

    def _refuse_stale(self, case: Disagreement) -> None:
        """Refuse where something that it is about is not as it was looked at.

        A ruling or another's span may have come since, too: then it settles nothing, as the
        disagreement has another identifier.
        """
        for item in case.items:
            if reviews.item(self.store, item.kind, item.id, item.author) != item:
                raise Refused("somebody has changed this meanwhile: look again")

    def _chosen(self, case: Disagreement, choice: str, new: Content | None) -> tuple[Content, ...]:
        held = [version.content for version in case.versions]
        match choice:
            case "neither":
                return ()
            case "both":
                if case.kind is not Kind.SPAN:
                    article = "an" if case.kind is Kind.ATTRIBUTION else "a"
                    raise Refused(f"only one version of {article} {case.kind} can hold: choose it")
                both = tuple(content for content in held if content is not None)
                if len(both) != 2:
                    raise Refused(
                        f"{BOTH} takes two, and {len(both)} hold something: choose a version,"
                        " or give a new one"
                    )
                return both
            case "new":
                return (self._new(case, new),)
        if not (choice.isdecimal() and 0 < int(choice) <= len(held)):
            raise Refused(
                f"no version {choice}: there are 1 to {len(held)}, {BOTH}, {NEITHER}, {NEW}"
            )
        content = held[int(choice) - 1]
        return () if content is None else (content,)

    def _new(self, case: Disagreement, new: Content | None) -> Content:
        """A version that nobody had, checked."""
        given, book = new or {}, self.codebook()
        held = next(version.content for version in case.versions if version.content is not None)
        if case.kind is Kind.LINK:
            if book.link_kind(str(given.get("kind"))) is None:
                raise Refused(f"no kind of link “{given.get('kind')}” in the codebook")
            return {**held, "kind": given["kind"]}
        if case.kind is Kind.ATTRIBUTION:
            raise Refused("an attribution is there or not: choose a version")
        if book.label(str(given.get("label"))) is None:
            raise Refused(f"no label “{given.get('label')}” in the codebook")
        try:
            place = Location(case.document, int(given["start"]), int(given["end"]))
        except (KeyError, TypeError, ValueError):
            raise Refused("a new version takes a start, an end and a label: give all") from None
        text = Spans(self.store, self.annotator).quote(place)
        return {"start": place.start, "end": place.end, "label": given["label"], "text": text}

    def reopen(self, case: str) -> None:
        """Take back how a disagreement was settled, whoever settled it.

        Raises:
            NotFound: It is not settled.
            Refused: One works blind.
        """
        self.refuse_blind("where annotators disagree")
        with self.store.act(self.annotator, "reopen disagreement") as act:
            row = act.read("resolutions", case)
            if row is None or row["deleted"]:
                raise NotFound("this is not settled: nothing to reopen")
            act.drop("resolutions", case)

    def mark_resolved(self, article: str, *, resolved: bool) -> None:
        """Say that an article is resolved, or open it again, whoever has said so.

        Raises:
            NotFound: There is no such article.
            Refused: One works blind.
        """
        self.refuse_blind("what is resolved")
        if article not in reading.document_ids(self.store):
            raise NotFound(f"no article {article} in {self.store.path}")
        row: dict[str, Any] = {
            "id": reviews.resolved_mark(article),
            "document": article,
            "annotator": self.annotator,
            "state": DocumentState.RESOLVED.value,
            "deleted": int(not resolved),
        }
        with self.store.act(self.annotator, "mark resolved" if resolved else "open again") as act:
            if resolved or act.read("states", row["id"]):
                act.put("states", row)


def _standing(
    desk: Adjudicating,
    names: Sequence[str],
    only: bool,  # noqa: FBT001 (private, and named by its one caller)
    articles: Iterable[str] | None,
    progress: Progress,
) -> Standing:
    store = desk.store
    judged = Judged(
        Rulings(reviews.reviews(store), reviews.replies(store)),
        reviews.resolutions(store),
        frozenset(names) if only else None,
    )
    wanted = None if articles is None else known_articles(store, articles)
    layers = Layers(store, names, judged.rulings, only=only, articles=wanted)
    ids = reading.document_ids(store) if wanted is None else wanted
    found: dict[str, Settled] = {}
    for done, article in enumerate(layers.articles(ids)):
        progress(done, len(ids))
        found[article.document] = settle(article, judged)
    things = {span: thing for one in found.values() for span, thing in one.things.items()}
    progress(len(ids), len(ids))
    readers = [name for name in names if name not in layers.aside]
    links = settle_links(layers.links, things, readers, judged)
    for settled in found.values():
        settled.take_ends(links.relations)
    return Standing(found, links)
