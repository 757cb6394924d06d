"""The sample articles, annotated: who claims what, on whose word, and what is the same.

What follows from it is what ``seeds/README.md`` says of them.
"""

from pathlib import Path

from annotations.workspace import Workspace

SEEDS = Path(__file__).parents[1] / "seeds"

OBSERVER, NAWRAS, MERIDIAN, TRANSBASIN, QUAYSIDE = range(1, 6)

MENTIONS = {
    "move.observer": (OBSERVER, "claim", "The Inner Sea Shipping Registry … before the autumn"),
    "move.nawras": (NAWRAS, "claim", "The ISSR is preparing … within weeks"),
    "move.meridian": (MERIDIAN, "claim", "is to move its head office … Marsa Zahir"),
    "move.transbasin": (TRANSBASIN, "claim", "the ISSR would move … Sept. 1"),
    "stays.transbasin": (TRANSBASIN, "claim", "The head office of the ISSR … remain in Drovnik"),
    "posts.meridian": (MERIDIAN, "claim", "140 of the Registry’s 212 posts … 1 September"),
    "posts.nawras": (NAWRAS, "claim", "Some 140 employees … September"),
    "posts.transbasin": (TRANSBASIN, "claim", "35 employees, not 140 … Marsa Zahir"),
    "lease.observer": (OBSERVER, "claim", "Tazmar had leased … ten years"),
    "lease.meridian": (MERIDIAN, "claim", "Tazmar has taken a ten-year lease … Harbour Quay"),
    "lease.transbasin": (TRANSBASIN, "claim", "the old customs house … 10 years"),
    "licences.observer": (OBSERVER, "claim", "Velmora would take a fresh look … carried abroad"),
    "licences.nawras": (NAWRAS, "claim", "Vessels whose papers … re-examined"),
    "licences.meridian": (MERIDIAN, "claim", "Velmora would review … moved abroad"),
    "surveyors.quayside": (QUAYSIDE, "claim", "Mrs Marzani has seen surveyors … this month"),
    "largest.observer": (OBSERVER, "claim", "The Registry is the largest … Chandlers’ Row"),
    "the meridian.observer": (OBSERVER, "source", "The Meridian"),
    "the meridian.nawras": (NAWRAS, "source", "The Meridian News"),
    "the meridian.transbasin": (TRANSBASIN, "source", "The Meridian"),
    "official.observer": (OBSERVER, "source", "a senior figure … transport ministry"),
    "official.nawras": (NAWRAS, "source", "informed sources"),
    "official.meridian": (MERIDIAN, "source", "a senior official in Tazmar’s transport ministry"),
    "velcan.observer": (OBSERVER, "source", "Jaromir Velcan"),
    "velcan.nawras": (NAWRAS, "source", "Yaromir Velchan"),
    "velcan.meridian": (MERIDIAN, "source", "Jaromír Velčan"),
    "solvane.transbasin": (TRANSBASIN, "source", "Ingrid Solvane"),
    "hamdour.transbasin": (TRANSBASIN, "source", "Leila Hamdour"),
    "marzani.quayside": (QUAYSIDE, "source", "Nadia Marzani"),
    "al-marzani.observer": (OBSERVER, "entity", "Yousef al-Marzani"),
    "al-marzani.nawras": (NAWRAS, "entity", "Youssef Al Marzani"),
    "al-marzani.meridian": (MERIDIAN, "entity", "Yusuf al-Marzani"),
    "registry.observer": (OBSERVER, "entity", "Inner Sea Shipping Registry"),
    "registry.nawras": (NAWRAS, "entity", "ISSR"),
    "registry.meridian": (MERIDIAN, "entity", "Inner Sea Shipping Registry"),
}
"""Each span: article, label, words where they stand first, or the first and last of them."""

RESTS = (
    ("move.observer", "the meridian.observer"),
    ("move.observer", "official.observer"),
    ("official.observer", "the meridian.observer"),
    ("move.nawras", "official.nawras"),
    ("official.nawras", "the meridian.nawras"),
    ("move.meridian", "official.meridian"),
    ("move.transbasin", "the meridian.transbasin"),
    ("stays.transbasin", "solvane.transbasin"),
    ("posts.meridian", "official.meridian"),
    ("posts.transbasin", "solvane.transbasin"),
    ("lease.observer", "the meridian.observer"),
    ("lease.meridian", "official.meridian"),
    ("lease.transbasin", "hamdour.transbasin"),
    ("licences.observer", "velcan.observer"),
    ("velcan.observer", "the meridian.observer"),
    ("licences.nawras", "velcan.nawras"),
    ("licences.meridian", "velcan.meridian"),
    ("surveyors.quayside", "marzani.quayside"),
)
"""What rests on what, and who is cited through whom."""

LINKS = (
    ("move.observer", "move.nawras", "same"),
    ("move.observer", "move.meridian", "same"),
    ("move.meridian", "move.transbasin", "same"),
    ("move.meridian", "stays.transbasin", "contradicts"),
    ("posts.nawras", "posts.meridian", "same"),
    ("posts.meridian", "posts.transbasin", "contradicts"),
    ("lease.observer", "lease.meridian", "same"),
    ("lease.meridian", "lease.transbasin", "same"),
    ("licences.observer", "licences.meridian", "same"),
    ("licences.nawras", "licences.meridian", "same"),
    ("the meridian.observer", "the meridian.nawras", "same"),
    ("the meridian.observer", "the meridian.transbasin", "same"),
    ("official.observer", "official.meridian", "same"),
    ("official.nawras", "official.meridian", "same"),
    ("velcan.observer", "velcan.meridian", "same"),
    ("velcan.nawras", "velcan.meridian", "same"),
    ("al-marzani.observer", "al-marzani.meridian", "same"),
    ("al-marzani.nawras", "al-marzani.meridian", "same"),
    ("registry.observer", "registry.nawras", "same"),
    ("registry.observer", "registry.meridian", "same"),
)
"""What is said of two spans of different articles."""


def annotate(workspace: Workspace, *, links: bool = True) -> dict[str, str]:
    """Import the sample articles and annotate them; gives each span by its name above."""
    for path in sorted(SEEDS.glob("0*.md")):
        workspace.importing.file(path)
    articles = workspace.articles.ids()
    texts = [workspace.articles.get(article).text for article in articles]
    spans = {}
    for name, (number, label, words) in MENTIONS.items():
        start, end = _stretch(texts[number - 1], words)
        span = workspace.spans.tag(articles[number - 1], start, end, label)
        spans[name] = span.id
    for claim, source in RESTS:
        workspace.spans.attribute(spans[claim], spans[source])
    for one, other, kind in LINKS if links else ():
        workspace.links.decide(spans[one], spans[other], kind)
    return spans


def _stretch(text: str, words: str) -> tuple[int, int]:
    """Where words stand; an ellipsis stands for what is between the first and the last of them."""
    begins, _, ends = words.partition(" … ")
    start = text.index(begins)
    last = ends or begins
    return start, text.index(last, start) + len(last)
