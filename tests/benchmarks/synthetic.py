"""News made up by a seed, any amount of it: who is named and what is claimed, worded differently.

It is built like news. There are stories, reported by five articles each or so, of about twenty
spans; a story has a cast and some facts. Half of the spans name one of the cast, half report one of
the facts. Some of the cast are known far and wide and come back in other stories, most are not.
First names, surnames and words are as skewed as real ones (Zipf–Mandelbrot), new ones keep coming,
and words, being made of syllables, are often nearly alike. A quarter of the names are common nouns,
the same in many articles.

How the wordings of one thing differ was looked up in the news corpus ECB+ (development split):

- Pairs of names of one thing that share anything: in 43 % one is part of the other, half of those
  a single word; 56 % overlap, mostly by descriptions. Here 52 % and half; a fifth overlap by a
  title, a description or an initial; a fifth are the same but for spelling, order or punctuation;
  and one in fourteen shares no word, for a slip or an abbreviation. Names that only the article
  tells to be the same ("the man", "LaCalamita") are not planted: their words lead nowhere.
- Pairs of sentences that report the same events: the words in common (Dice, content stems) are .16,
  .30, .46, .67 and .91 at the 10th, 25th, 50th, 75th and 90th percentile; here .28, .42, .57, .73
  and .85. The lowest tenth of the real ones shares a word or two that all the world uses.
- Other sentences of the same story: .09 at the median and .27 at the 90th percentile there; 0 and
  .21 here.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, combinations
from typing import Any, NamedTuple

from annotations.matching.vocabulary import FUNCTION_WORDS

SPANS_PER_ARTICLE = 20
_ARTICLES_PER_STORY = (2, 3, 4, 5, 6, 8)
_WHEN = "2026-01-01T00:00:00Z"


class Mention(NamedTuple):
    """A span, by the same names as :class:`annotations.model.Span`."""

    id: str
    document: str
    start: int
    end: int
    label: str
    text: str
    annotator: str = "maker"
    origin: str = "import"
    note: None = None
    created: str = _WHEN


class Article(NamedTuple):
    """An article, by the same names as :class:`annotations.model.Document`."""

    id: str
    ordinal: int
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: None = None
    language: str = "en"
    meta: Any = None
    text_sha256: str = ""

    @property
    def name(self) -> str:
        return self.id


class Corpus(NamedTuple):
    """Some news, and what is the same in it."""

    spans: list[Mention]
    documents: dict[str, Article]
    planted: dict[str, list[tuple[str, str]]]
    """By label: two different wordings of one thing, in two articles of one story."""


class Zipf:
    """Made-up words, few of them frequent."""

    def __init__(
        self, chance: random.Random, count: int, syllables: Sequence[int], flat: int = 20
    ) -> None:
        made: dict[str, None] = {}
        while len(made) < count:
            made[_word(chance, chance.choice(syllables))] = None
        self.words = list(made)
        self._weights = list(accumulate(1 / (rank + flat) for rank in range(1, count + 1)))
        self._chance = chance

    def some(self, count: int) -> list[str]:
        """Draw words."""
        return self._chance.choices(self.words, cum_weights=self._weights, k=count)

    def one(self) -> str:
        """Draw a word."""
        return self.some(1)[0]


_Way = tuple[int, str, Callable[[Any, random.Random], str]]
"""How often a thing is named so, which parts of its name are said, and how it reads."""

_ONSETS = re.split(" ", "b c ch d f g h j k l m n p r s sh t v w y z br dr gr kr st tr kh gh pl sl")
_VOWELS = re.split(" ", "a e i o u a e i o a e ai ou ee oo")
_CODAS = re.split(" ", "    n r l s m t k d n r l nd rt ng ck lt ss ll")


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(
        chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
        for _ in range(syllables)
    )


class Lexicon:
    """The words of a language, and how a thing is worded in it."""

    def __init__(self, seed: int) -> None:
        self.chance = chance = random.Random(seed)
        self.firsts = Zipf(chance, 3_000, (1, 2, 2, 3))
        self.surnames = Zipf(chance, 120_000, (2, 2, 3), flat=100)
        self.places = Zipf(chance, 20_000, (1, 2, 2, 3))
        self.words = Zipf(chance, 60_000, (1, 2, 2, 3, 3), flat=30)
        self.nouns = Zipf(chance, 3_000, (1, 2, 2), flat=5)
        self.function = sorted(word for word in FUNCTION_WORDS if word.isalpha())


_TITLES = ("Mr", "Mrs", "Dr.", "President", "Gen.", "Sheikh", "Minister", "Judge", "Prof.")
_KINDS = ("Bank", "Ministry", "University", "Council", "Agency", "Institute", "Party", "Group")
_PARTICLES = ("al", "al", "bin", "van", "de", "el")


class Person:
    """Somebody with a name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        chance = lexicon.chance
        self.first, self.last = lexicon.firsts.one().title(), lexicon.surnames.one().title()
        self.middle = lexicon.firsts.one().title() if chance.random() < 0.3 else ""
        self.particle = chance.choice(_PARTICLES) if chance.random() < 0.15 else ""
        self.job, self.home = lexicon.nouns.one(), lexicon.places.one().title()

    @property
    def full(self) -> str:
        return " ".join(filter(None, (self.first, self.particle, self.last)))

    def worded(self) -> tuple[str, str]:
        """One of the ways to name them, and which parts of the name are in it."""
        chance = self._lexicon.chance
        ((_, parts, way),) = chance.choices(_PERSON, cum_weights=_PERSON_WEIGHTS)
        return way(self, chance), parts

    def brief(self) -> str:
        """The name in a sentence."""
        return self.last if self._lexicon.chance.random() < 0.6 else self.full


def _respelt(name: str, chance: random.Random) -> str:
    """As another writer spells the sounds of a foreign name."""
    changed = name
    for _ in range(chance.choice((1, 1, 2))):
        old, new = chance.choice(_SPELLINGS)
        changed = changed.replace(old, new, 1)
    return changed if changed != name else _doubled(name, chance)


def _doubled(name: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(name))
    return name[:place] + name[place - 1].lower() + name[place:]


_SPELLINGS = [
    *(("o", "u"), ("u", "o"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("i", "ee"), ("e", "i")),
    *(("ai", "ay"), ("a", "e"), ("k", "q"), ("c", "k"), ("w", "v"), ("kh", "h"), ("gh", "g")),
    *(("sh", "sch"), ("j", "dj"), ("y", "i"), ("ck", "k"), ("ss", "s"), ("ll", "l"), ("z", "s")),
]


def _mistyped(name: str, chance: random.Random) -> str:
    """With one letter lost, doubled, changed, or two swapped."""
    place = chance.randrange(1, max(2, len(name) - 1))
    return chance.choice(
        (
            name[:place] + name[place + 1 :],
            name[:place] + name[place - 1 : place].lower() + name[place:],
            name[:place] + chance.choice("aeionrstl") + name[place + 1 :],
            name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :],
        )
    )


_PERSON: tuple[_Way, ...] = (
    (34, "fl", lambda p, c: p.full),
    (12, "l", lambda p, c: p.last),
    (2, "f", lambda p, c: p.first),
    (6, "l", lambda p, c: f"{c.choice(_TITLES)} {p.last}"),
    (5, "fl", lambda p, c: f"{c.choice(_TITLES)} {p.full}"),
    (4, "l", lambda p, c: f"{p.first[0]}. {p.last}"),
    (4, "fl", lambda p, c: f"{p.first} {p.middle[:1] or c.choice('ABJMR')}. {p.last}"),
    (3, "fl", lambda p, c: f"{p.first} {p.middle} {p.last}" if p.middle else p.full),
    (9, "fl", lambda p, c: f"{p.job} {p.full}"),
    (5, "l", lambda p, c: f"{p.home} {p.job} {p.last}"),
    (5, "fl", lambda p, c: f"{p.full} of {p.home}"),
    (3, "fl", lambda p, c: f"{p.full}, {c.randint(18, 90)}"),
    (2, "fl", lambda p, c: f"{p.last}, {p.first}"),
    (3, "fl", lambda p, c: f"{p.full}'s"),
    (6, "fl", lambda p, c: f"{p.first} {_respelt(p.last, c)}"),
    (3, "fl", lambda p, c: f"{_respelt(p.first, c)} {p.last}"),
    (2, "fl", lambda p, c: f"{p.first} {_mistyped(p.last, c)}"),
    (1, "fl", lambda p, c: f"{_mistyped(p.first, c)} {p.last}"),
    (1, "l", lambda p, c: _mistyped(p.last, c)),
    (1, "fl", lambda p, c: f"{p.first} {p.particle}-{p.last}" if p.particle else p.full.upper()),
)
_PERSON_WEIGHTS = list(accumulate(weight for weight, _, _ in _PERSON))


class Body:
    """An organisation: what it is of, and what kind of body."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        chance = lexicon.chance
        self.of = [word.title() for word in lexicon.words.some(chance.choice((1, 2, 2, 3)))]
        self.place = lexicon.places.one().title()
        self.kind = chance.choice(_KINDS)

    @property
    def full(self) -> str:
        return " ".join((self.place, *self.of, self.kind))

    def worded(self) -> tuple[str, str]:
        """One of the ways to name it, and which parts of the name are in it."""
        chance = self._lexicon.chance
        ((_, parts, way),) = chance.choices(_BODY, cum_weights=_BODY_WEIGHTS)
        return way(self, chance), parts

    def brief(self) -> str:
        """The name in a sentence."""
        return " ".join((*self.of, self.kind))


_BODY: tuple[_Way, ...] = (
    (35, "poka", lambda b, c: b.full),
    (12, "a", lambda b, c: "".join(word[0] for word in b.full.split())),
    (10, "poka", lambda b, c: f"the {b.full}"),
    (10, "ok", lambda b, c: " ".join((*b.of, b.kind))),
    (7, "po", lambda b, c: " ".join((b.place, *b.of))),
    (
        6,
        "poka",
        lambda b, c: f"{b.full} {c.choice(('Inc', 'Ltd', 'Corporation', 'of the Republic'))}",
    ),
    (5, "ok", lambda b, c: f"{b.kind} of {' '.join(b.of)}"),
    (5, "pok", lambda b, c: f"{b.kind} of {' '.join(b.of)}, {b.place}"),
    (4, "pok", lambda b, c: f"{b.place}'s {' '.join(b.of)} {b.kind}"),
    (4, "pok", lambda b, c: _mistyped(b.full, c)),
    (2, "poka", lambda b, c: b.full.upper()),
)
_BODY_WEIGHTS = list(accumulate(weight for weight, _, _ in _BODY))


class Place:
    """A place, and what it lies in."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._chance = lexicon.chance
        self.full = lexicon.places.one().title()
        self.region = lexicon.places.one().title()

    def worded(self) -> tuple[str, str]:
        """One of the ways to name it, and which parts of the name are in it."""
        chance = self._chance
        ((_, parts, way),) = chance.choices(_PLACE, cum_weights=_PLACE_WEIGHTS)
        return way(self, chance), parts

    def brief(self) -> str:
        """The name in a sentence."""
        return self.full


_PLACE: tuple[_Way, ...] = (
    (50, "p", lambda p, c: p.full),
    (12, "p", lambda p, c: f"in {p.full}"),
    (10, "p", lambda p, c: f"{p.full}, {p.region}"),
    (6, "p", lambda p, c: f"the {p.full} area"),
    (6, "p", lambda p, c: f"near {p.full} in {p.region}"),
    (5, "p", lambda p, c: f"the city of {p.full}"),
    (5, "p", lambda p, c: f"{p.full}'s"),
    (3, "p", lambda p, c: _respelt(p.full, c)),
    (3, "p", lambda p, c: _mistyped(p.full, c)),
)
_PLACE_WEIGHTS = list(accumulate(weight for weight, _, _ in _PLACE))
Named = Person | Body | Place


class Fact:
    """Something that is reported: words that matter, one or two of the cast, perhaps a number."""

    def __init__(self, lexicon: Lexicon, topic: Sequence[str], cast: Sequence[Named]) -> None:
        self._lexicon = lexicon
        chance = lexicon.chance
        self.quoted = chance.random() < 0.2
        own = lexicon.words.some(chance.randint(9, 16) if self.quoted else chance.randint(3, 8))
        self.words = own + chance.sample(topic, chance.randint(2, 5))
        chance.shuffle(self.words)
        self.named = chance.sample(cast, chance.choice((0, 1, 1, 2)))
        self.number = chance.randint(2, 900) if chance.random() < 0.3 else None
        if self.quoted:
            self.words = self._with_function_words(self.words)

    def worded(self) -> tuple[str, str]:
        """One of the ways to say it; all of them have something in common."""
        return self._quotation() if self.quoted else self._reworded(), "s"

    def _reworded(self) -> str:
        chance, lexicon = self._lexicon.chance, self._lexicon
        keep = chance.choice((0.45, 0.6, 0.75, 0.9, 1.0))
        drop = (1 + keep) / 2
        said = []
        for word in self.words:
            luck = chance.random()
            if luck < keep:
                said.append(word if chance.random() < 0.9 else word + chance.choice(("s", "ed")))
            elif luck > drop:
                said.append(lexicon.words.one())
        if chance.random() < 0.3:
            cut = chance.randrange(len(said) + 1)
            said = said[cut:] + said[:cut]
        if self.number is not None and chance.random() < 0.8:
            wrong = chance.random() < 0.15
            said.append(str(chance.randint(2, 900) if wrong else self.number))
        said += [one.brief() for one in self.named if chance.random() < 0.8]
        if chance.random() < 0.3:
            said += lexicon.words.some(chance.randint(1, 4))
        return " ".join(self._with_function_words(said or self.words)).capitalize()

    def _quotation(self) -> str:
        chance = self._lexicon.chance
        words = self.words
        if chance.random() < 0.5:
            cut = chance.randint(len(words) // 2, len(words))
            begin = chance.randrange(len(words) - cut + 1)
            words = words[begin : begin + cut]
        speaker = f" {self.named[0].brief()} said" if self.named and chance.random() < 0.5 else ""
        return f"“{' '.join(words).capitalize()},”{speaker}"

    def _with_function_words(self, words: Sequence[str]) -> list[str]:
        chance, spoken = self._lexicon.chance, []
        for word in words:
            if chance.random() < 0.6:
                spoken.append(chance.choice(self._lexicon.function))
            spoken.append(word)
        return spoken


class _Story:
    """A cast, some facts, and how often each wording of them has been printed."""

    def __init__(self, lexicon: Lexicon, known: "Sequence[Named]") -> None:
        self._lexicon = lexicon
        chance = lexicon.chance
        kinds = chance.choices((Person, Body, Place), weights=(5, 3, 3), k=6)
        self.cast: list[Named] = [kind(lexicon) for kind in kinds]
        # The first are far better known than the last.
        famous = (known[int(len(known) ** chance.random()) - 1] for _ in range(5))
        self.cast += dict.fromkeys(famous)
        topic = list(dict.fromkeys(lexicon.words.some(12)))
        self.facts = [Fact(lexicon, topic, self.cast) for _ in range(14)]
        self.wordings: dict[tuple[str, object], dict[str, tuple[int, str]]] = {}

    def spans(self, article: int) -> Iterator[tuple[str, str]]:
        """Label and text of the spans of one article."""
        chance = self._lexicon.chance
        for _ in range(SPANS_PER_ARTICLE // 2):
            fact = chance.choice(self.facts)
            yield "claim", self._printed("claim", fact, article)
            if chance.random() < 0.25:
                noun = self._lexicon.nouns.one()
                yield "entity", noun if chance.random() < 0.6 else f"the {noun}"
            else:
                yield "entity", self._printed("entity", chance.choice(self.cast), article)

    def _printed(self, label: str, thing: Named | Fact, article: int) -> str:
        text, parts = thing.worded()
        self.wordings.setdefault((label, thing), {}).setdefault(text, (article, parts))
        return text

    def pairs(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Different wordings of one thing that have a part in common, by different articles."""
        for (label, _), wordings in self.wordings.items():
            for (one, (here, some)), (other, (there, others)) in combinations(wordings.items(), 2):
                if here != there and not set(some).isdisjoint(others):
                    yield label, (one, other)


def corpus(count: int, seed: int = 1) -> Corpus:
    """Make up so many spans."""
    lexicon = Lexicon(seed)
    kinds = lexicon.chance.choices((Person, Body, Place), weights=(5, 3, 3), k=4_000)
    known: list[Named] = [kind(lexicon) for kind in kinds]
    spans: list[Mention] = []
    documents: dict[str, Article] = {}
    planted: dict[str, list[tuple[str, str]]] = {"claim": [], "entity": []}
    while len(spans) < count:
        story = _Story(lexicon, known)
        for number in range(lexicon.chance.choice(_ARTICLES_PER_STORY)):
            article, mentions = _article(len(documents) + 1, list(story.spans(number)))
            documents[article.id] = article
            spans += mentions
        for label, pair in story.pairs():
            planted[label].append(pair)
    return Corpus(spans, documents, planted)


def _article(ordinal: int, spans: Sequence[tuple[str, str]]) -> tuple[Article, list[Mention]]:
    name, place, mentions = f"a{ordinal}", 0, []
    for number, (label, text) in enumerate(spans):
        mentions.append(Mention(f"{name}-{number}", name, place, place + len(text), label, text))
        place += len(text) + 2
    text = ".\n".join(text for _, text in spans) + "."
    return Article(name, ordinal, text, outlet=f"Outlet {ordinal % 200}"), mentions
