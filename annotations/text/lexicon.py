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
    name_tails: frozenset[str]
    """What hangs on a name with a hyphen without belonging to it."""
    titles: frozenset[str]
    """Shortened titles, written with a full stop."""
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

    def is_function_word(self, word: str) -> bool:
        """Whether a word, with a capital or without, names nothing by itself."""
        head = _head(word)
        return head in self.breaks or head in self.determiners or head in self.reporting

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
