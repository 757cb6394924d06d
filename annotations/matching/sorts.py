"""What sort of thing a name or a common noun stands for, told from its words alone: a hint."""

from enum import IntFlag

from annotations.matching.names import Name


class Sort(IntFlag):
    """A guess; a name may be of several sorts, or of none that shows."""

    PERSON = 1
    """One person."""
    PEOPLE = 2
    """Several, or a body of them."""
    PLACE = 4
    """Somewhere."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PERSON = _words("""
    accountant accused actor actress agent attacker attorney author baby boss boxer boy brother
    captain candidate celebrity chairman champion chief child climber coach comedian contender
    convict cousin dad daughter defendant deputy director doctor driver editor emcee employee
    escapee father fighter founder friend fugitive girl governor grandfather grandmother gunman
    guy head heir host husband i'd i'm i've inmate journalist judge killer lawmaker lawyer
    leader man mayor member minister mother motorist mum neighbor neighbour nephew niece nominee
    officer official passenger patient pedestrian person personality physician pilot pirate
    player politician president premier prisoner producer professor prosecutor quarterback
    relative reporter researcher resident robber scientist secretary senator shooter singer
    sister soldier son spokesman spokesperson spokeswoman star student successor surgeon suspect
    swimmer teacher teen teenager thief uncle victim wife winner witness woman worker writer
    youth
""")
_PEOPLE = _words("""
    administration army authorities board brothers cabinet children club committee community
    company council court crew crowd family firm forces gang government group management men
    ministry navy officials parents parliament party people police public staff team troops union
    women workers
""")
_PLACE = _words("""
    airport apartment area avenue bank bay border building capital church city clinic coast
    college country county court courthouse district field freeway gulf harbor harbour highway
    home hospital hotel house island jail lake mountain mosque neighborhood neighbourhood nation
    ocean office park peak place port prison province region restaurant river road room scene
    school sea shop site square state stadium station store street town university village
""")
_TO_A_PLACE = _words("in at near on outside inside from to into across off along around")
_BEFORE_MORE = _words("of in at for from with near on")


def sort_of(name: Name) -> Sort:
    """The sorts that a name seems to be of."""
    shown = name.text.split()
    if not shown or not name.core:
        return Sort(0)
    head = _head(name.core)
    sorts = Sort(0)
    if shown[0].casefold() in _TO_A_PLACE or head in _PLACE:
        sorts |= Sort.PLACE
    if head in _PEOPLE or (head.endswith("s") and head[:-1] in _PERSON):
        sorts |= Sort.PEOPLE
    elif head in _PERSON or head.endswith(("woman", "man", "ist")):
        sorts |= Sort.PERSON
    return sorts


def _head(words: tuple[str, ...]) -> str:
    """What it is about: its last word, or the last before "of" or "in"."""
    for place, word in enumerate(words):
        if place and word in _BEFORE_MORE:
            return words[place - 1]
    return words[-1]
