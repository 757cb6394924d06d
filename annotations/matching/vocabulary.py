"""The words that mean something special to the matcher, as data. All casefolded, no diacritics.

The lists are English, with the particles of names from other languages. They are short on purpose:
a word missing from them costs a little score, a word too many hides a name.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES = _words("the a an")
"""Left off the front of a name."""

PREPOSITIONS = _words("in on at from to near by of off for with outside inside")
"""Left off the front of a name, where a span was drawn a little wide."""

INDEFINITE = _words(
    "a an another any both few many one other several some two three unnamed anonymous unidentified"
)
"""In front of somebody who is not named."""

TITLES = _words("""
    mr mrs ms miss mx dr prof professor sir dame lord lady madam sheikh shaikh imam ayatollah
    rabbi reverend rev father sister brother pastor bishop archbishop cardinal pope saint
    president vice prime deputy minister premier chancellor king queen prince princess emir sultan
    governor mayor senator sen representative rep congressman congresswoman ambassador secretary
    judge justice general gen colonel col major maj captain capt lieutenant lt sergeant sgt
    admiral commander detective officer inspector constable coach director former ex acting
""")
"""Left off the front of a name: honorifics, ranks, offices."""

TITLE_LINKS = _words("of for and in to at s")
"""After one of these a title is no title: "President of Chad", "Secretary for Health"."""

SUFFIXES = _words("jr sr inc ltd llc plc corp corporation co company gmbh ag sa nv bv esq phd md")
"""Left off the end of a name."""

PARTICLES = _words(
    "al el ul ad ash as an bin ibn ben bint abu van von der den de del della da di do dos du la le"
    " ter ten zu y e"
)
"""Small words inside a name; present, absent or glued on with a hyphen."""

FUNCTION_WORDS = _words("""
    a about after again against all also although am among an and another any are as at be because
    been before being between both but by can could did do does during each for from further had has
    have having he her here hers him his how i if in into is it its itself just may me might more
    most my no nor not now of off on once only or other our out over own per said same say says
    she should so some such than that the their them then there these they this those through to
    told too under until up upon us very was we were what when where which while who whom whose why
    will with within without would yet you your
""")
"""Words that say little about what a statement is about."""

PRONOUNS = _words(
    "he him his himself she her hers herself it its itself they them their theirs themselves i me"
    " my we us our you your who whom whose this that these those one ones someone others"
)
"""Words that stand for somebody named elsewhere."""

NEGATIONS = _words(
    "not no never none nobody nothing neither nor without cannot cant dont doesnt didnt isnt arent"
    " wasnt werent wont wouldnt shouldnt couldnt hasnt havent hadnt denied denies deny denying"
)
"""Words that turn a statement round (an apostrophe inside a word is left off)."""

_SMALL_NUMBERS = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty
""".split()  # noqa: SIM905 (a list of words reads best as words)

NUMBERS = {word: str(number) for number, word in enumerate(_SMALL_NUMBERS, start=2)} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "hundred": "100",
}
"""Numbers in words. "One" is left out: it is mostly a pronoun."""

ROLES = _words("""
    analyst aide diplomat expert insider lawmaker leader member minister mp official officer person
    people police politician reporter report resident source spokesman spokesperson spokeswoman
    victim witness paper newspaper
""")
"""What somebody unnamed is called, in the singular; capitalised only as a sentence begins."""

OUTLET_WORDS = _words(
    "news newspaper paper agency newsagency daily magazine website site network television tv radio"
    " channel broadcaster outlet wire online com report"
)
"""What kind of outlet it is: left off its name where anything remains."""
