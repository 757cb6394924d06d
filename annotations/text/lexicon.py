"""What the words of a language tell about names and sources: lists, kept in ``words/``."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


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
    listening: frozenset[str]
    """Verbs of saying that have a listener before what is said."""
    participles: frozenset[str]
    """What goes on saying behind a comma: "adding"."""
    that: frozenset[str]
    """What a reported clause begins with."""
    according: frozenset[str]
    """Words, one or several, before whoever said something."""
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
    times: frozenset[str]
    """Words of time that are no `dates`."""

    def is_function_word(self, word: str) -> bool:
        """Whether a word, with a capital or without, names nothing by itself."""
        head = _head(word)
        return any(head in words for words in (self.breaks, self.determiners, self.that)) or (
            head in self.reporting
        )

    def is_common(self, word: str) -> bool:
        """Whether a small-letter word is one of those listed here."""
        return word in self.breaks or word in self.reporting or word in self.determiners

    def is_title(self, word: str) -> bool:
        """Whether a word may stand before a name as a title, or end one: "vice-president"."""
        return word in self.title_words or (
            word in self.titles or word.rpartition("-")[2] in self.title_words
        )

    def is_source(self, word: str) -> bool:
        """Whether a word, in the singular or the plural, is a noun for a source."""
        head = word.lower().replace("’", "'").split("'")[0]
        return bool(
            self.sources.intersection((head, head.removesuffix("s"), head.removesuffix("es")))
        )


@lru_cache
def lexicon(language: str) -> Lexicon:
    """The lists of a language, or the English ones if it has none."""
    folder = files("annotations.text") / "words"
    lists = folder / f"{language}.toml"
    if not (language.isalpha() and lists.is_file()):
        lists = folder / "en.toml"
    content = tomllib.loads(lists.read_text(encoding="utf-8"))
    return Lexicon(**{name: frozenset(words) for name, words in content.items()})


def _head(word: str) -> str:
    """The small-letter word before an apostrophe: ``i`` of ``I’m``."""
    return word.lower().replace("’", "'").split("'")[0]
