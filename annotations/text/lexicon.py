"""What the words of a language tell about names and sources: lists, kept in ``words/``."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists of one language, in small letters."""

    inside_names: frozenset[str]
    """What can stand between two capitalised words of one name."""
    before_names: frozenset[str]
    """The ones of these that a name may begin with."""
    second_inside_names: frozenset[str]
    """The ones that come behind another one only."""
    inside_bodies: frozenset[str]
    """What can stand inside the name of a body, once it has said what it is."""
    contracted: frozenset[str]
    """What is an article with a word before it, and joins names of other languages only: "al"."""
    bare_articles: frozenset[str]
    """Articles that no name of a body of this language begins with."""
    name_tails: frozenset[str]
    """What hangs on a name with a hyphen without belonging to it."""
    titles: frozenset[str]
    """Shortened titles, written with a full stop."""
    name_parts: frozenset[str]
    """Shortened parts of names, written with a full stop."""
    title_words: frozenset[str]
    """Titles, ranks and offices that stand right before somebody's name."""
    offices: frozenset[str]
    """What a run of capitals ends in that is an office and names nobody."""
    bodies: frozenset[str]
    """What is no person, so that a word before it is no title: "General Assembly"."""
    possessed: frozenset[str]
    """What is one name with the possessive before it: "St Hilda’s Hospital"."""
    numbered: frozenset[str]
    """What has a number behind it as part of the name: "Highway 14"."""
    dates: frozenset[str]
    """Months and weekdays: capitalised, and yet no names."""
    determiners: frozenset[str]
    """What a noun phrase begins with."""
    breaks: frozenset[str]
    """What no noun phrase goes across."""
    qualifiers: frozenset[str]
    """Adjectives of sources."""
    reporting: frozenset[str]
    """Verbs of saying."""
    positions: frozenset[str]
    """What tells who somebody is, and gives no information by itself: "head of"."""
    perfect: frozenset[str]
    """Forms of these verbs that say something behind an auxiliary only: "ha *dicho*"."""
    sources: frozenset[str]
    """Nouns for who or what gives information."""
    bare: frozenset[str]
    """Verbs of saying whose clause may come without a word such as "that"."""
    finding: frozenset[str]
    """Verbs that say something only with a word such as "that" behind: "found that"."""
    asking: frozenset[str]
    """Verbs that say something only beside a quotation: "asked"."""
    surely: frozenset[str]
    """Those of `bare` that have a clause behind them and no object."""
    finite: frozenset[str]
    """Verbs by which a clause is known for one."""
    quantities: frozenset[str]
    """What makes "at", "about" say how many."""
    done_endings: frozenset[str]
    """How participles end that describe the noun before them."""
    doing_endings: frozenset[str]
    """How participles end that a sentence may begin with."""
    of: frozenset[str]
    """What joins a position to the place where it is held."""
    possessives: frozenset[str]
    """What shows that "in" tells where something was said."""
    documents: frozenset[str]
    """Of `sources`, what somebody has written, who may stand behind a word of `by`."""
    bound_to: frozenset[str]
    """What has a word of `to` behind it as a part of the noun phrase: "an aide to X"."""
    to: frozenset[str]
    """What comes behind a word of `bound_to`."""
    listening: frozenset[str]
    """Verbs of saying that have a listener before what is said."""
    participles: frozenset[str]
    """What goes on saying behind a comma: "adding"."""
    that: frozenset[str]
    """What a reported clause begins with."""
    according: frozenset[str]
    """Words, one or several, before whoever said something."""
    as_said: frozenset[str]
    """What comes before "X said", so that it is said of the rest of the sentence."""
    before_as: frozenset[str]
    """What may stand before a word of `as_said` at the start of a sentence."""
    citing: frozenset[str]
    """Words before whoever somebody else has it from."""
    by: frozenset[str]
    """What comes before whoever did something, behind a word of `reported`."""
    reported: frozenset[str]
    """What a report, and a document, can have been done."""
    between: frozenset[str]
    """What may stand between whoever says something and the verb."""
    passive: frozenset[str]
    """What makes a verb say what was done to somebody."""
    not_before_verb: frozenset[str]
    """What shows that a word of saying says nothing: "to", "did not"."""
    openers: frozenset[str]
    """What tells when, where or why something was said."""
    linkers: frozenset[str]
    """What joins a sentence to the one before."""
    relative: frozenset[str]
    """What a description behind a comma begins with."""
    articles: frozenset[str]
    """The same, before a noun."""
    pronouns: frozenset[str]
    """What stands for somebody named before."""
    never_speak: frozenset[str]
    """What never begins the name of somebody who speaks."""
    ends_noun: frozenset[str]
    """What ends the noun phrase of whoever said something."""
    ends_before: frozenset[str]
    """Of `openers`, those that do so too."""
    no_clause: frozenset[str]
    """What a clause without a word such as "that" does not begin with."""
    joins: frozenset[str]
    """What joins a second clause to a reported one."""
    clause_joins: frozenset[str]
    """What else joins the clauses of a sentence."""
    adverbs: frozenset[str]
    """What may stand between a word of saying and what is said."""
    settings: frozenset[str]
    """Words, several, that may stand there too, and tell where something was said."""
    times: frozenset[str]
    """Words of time that are no `dates`."""

    def is_function_word(self, word: str) -> bool:
        """Whether a word, with a capital or without, names nothing by itself."""
        head = _head(word)
        return self.is_common(head) or head in self.that

    def is_common(self, word: str) -> bool:
        """Whether a small-letter word is one of those listed here."""
        return word in self.breaks or word in self.reporting or word in self.determiners

    def is_title(self, word: str) -> bool:
        """Whether a word may stand before a name as a title, or end one: "vice-president"."""
        return word in self.title_words or (
            word in self.titles or word.rpartition("-")[2] in self.title_words
        )

    def is_office(self, word: str) -> bool:
        """Whether a small-letter word is a title, an office or what a body is called."""
        return word in self.bodies or word in self.offices or self.is_title(word)

    def is_bare_title(self, words: Iterable[str]) -> bool:
        """Whether small-letter words are nothing but shortened titles: "dr", "lt col"."""
        return all(word in self.titles for word in words)

    def is_source(self, word: str) -> bool:
        """Whether a word, in the singular or the plural, is a noun for a source."""
        head = _head(word)
        return bool(
            self.sources.intersection((head, head.removesuffix("s"), head.removesuffix("es")))
        )


@lru_cache
def lexicon(language: str) -> Lexicon:
    """The lists of a language, or the English ones if it has none.

    Args:
        language: Its ISO 639 code, as `segments.primary` gives it.
    """
    lists = files("annotations.text") / "words" / f"{language}.toml"
    if language != _ENGLISH and not (language.isalpha() and lists.is_file()):
        return lexicon(_ENGLISH)  # read and kept once, however many languages have no lists
    content = tomllib.loads(lists.read_text(encoding="utf-8"))
    return Lexicon(**{name: frozenset(words) for name, words in content.items()})


def _head(word: str) -> str:
    """The small-letter word before an apostrophe: ``i`` of ``I’m``."""
    return word.lower().replace("’", "'").split("'")[0]
