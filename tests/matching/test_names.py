"""Names as names: what is one, what is not, and what is said about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.matching.features import Form, Likeness, Rarity
from annotations.matching.names import Name
from annotations.matching.normal import core, name_words
from annotations.matching.sources import MOST_ANONYMOUS, Source


def alike(left: str, right: str, shape: type[Form] = Name) -> Likeness:
    """Compare two texts among others, both ways round."""
    one, other = shape.read(left), shape.read(right)
    others = [[f"filler{number}"] for number in range(6)]
    rarity = Rarity([one.weighed, other.weighed, *others])
    likeness = one.likeness(other, rarity)
    back = other.likeness(one, rarity)
    assert back.score == pytest.approx(likeness.score)
    assert len(back.against) == len(likeness.against)
    return likeness


def one_of(text: str) -> list[tuple[str, str]]:
    pairs = [line.strip().split(" | ") for line in text.strip().splitlines()]
    return [(left, right) for left, right in pairs]


# -- persons ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    one_of("""
        Mohammed Deif | Muhammad al-Deif
        Al Hafy | Al-Hafi
        Ismail Haniyeh | Ismail Haniya
        Muammar Qaddafi | Moammar Gadhafi
        Yusuf Mansour | Youssef Mansour
        Pyotr Tchaikovsky | Pyotr Chaykovskiy
        ABBAS, Abu | Abu Abbas
        AL-ZAWAHIRI, Dr. Ayman | Ayman Zawahiri
        Abdulrahman al-Sudais | Abd al-Rahman Sudais
        Kim Jong-un | Kim Jong Un
        Kim Jongun | Kim Jong Un
        Osama bin Laden | Usama Binladin
        Prime Minister Anna Berg | Anna Berg
        J. R. Smith | John Robert Smith
        Владимир Путин | Vladimir Putin
        محمد | Mohammed
        محمد ضيف | Mohammed Deif
        عبد الفتاح السيسي | Abdel Fattah el-Sisi
        Зеленський | Zelenskyy
        נתניהו | Netanyahu
        习近平 | Xi Jinping
    """),
)
def test_one_person(left: str, right: str) -> None:
    likeness = alike(left, right)
    assert likeness.score > 0.7
    assert not likeness.against


@pytest.mark.parametrize(
    ("left", "right", "against"),
    [
        ("Ahmed Hassan", "Khaled Hassan", "first names differ: Ahmed / Khaled"),
        ("Mohammed Deif", "Mohammed Sinwar", "surnames differ: Deif / Sinwar"),
        ("Liz Marlow", "Lena Marlow", "first names differ: Liz / Lena"),
        ("Bill Clinton", "Hillary Clinton", "first names differ: Bill / Hillary"),
        ("Ahmed Ali Hassan", "Khaled Ali Hassan", "first names differ: Ahmed / Khaled"),
    ],
)
def test_another_person(left: str, right: str, against: str) -> None:
    likeness = alike(left, right)
    assert likeness.score < 0.6
    assert likeness.against == (against,)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Omar Deif", "Omar Deyf", "same first name, surname spelt Deif / Deyf"),
        ("Mohammed Deif", "Mohammad Deif", "same surname, first name spelt Mohammed / Mohammad"),
        ("M. Abbas", "Mahmoud Abbas", "same surname, first name by its initial M / Mahmoud"),
        ("Bill Clinton", "William Clinton", "same surname, first name for short Bill / William"),
        ("محمد", "Mohammed", "same name in another script: محمد / Mohammed"),
        ("Mahmoud Abbas", "Abbas", "surname only: Abbas"),
    ],
)
def test_reasons(left: str, right: str, reason: str) -> None:
    assert alike(left, right).reasons == (reason,)


def test_a_nickname_is_weaker_than_a_spelling() -> None:
    short = alike("Bill Clinton", "William Clinton").score
    assert 0.5 < short < alike("Mohammed Deif", "Mohammad Deif").score


def test_a_surname_alone_is_weaker_than_the_name() -> None:
    assert 0.5 < alike("Mahmoud Abbas", "Abbas").score < 0.9


@pytest.mark.parametrize(
    ("left", "right"), [("Mr Smith", "Mrs Smith"), ("King Abdullah", "Queen Abdullah")]
)
def test_titles_tell_men_from_women(left: str, right: str) -> None:
    likeness = alike(left, right)
    assert likeness.score < 0.7
    assert likeness.against[0].startswith("titles differ: ")


def test_another_office_is_said_and_may_be_a_career() -> None:
    likeness = alike("President Putin", "Prime Minister Putin")
    assert likeness.against == ("titles differ: president / minister prime",)
    assert likeness.score > 0.85


# -- organisations and places ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    one_of("""
        UAE | United Arab Emirates
        U.N. | United Nations
        WHO | World Health Organization
        OSCE | Organization for Security and Co-operation in Europe
        BBC | British Broadcasting Corporation
        UN Security Council | United Nations Security Council
        OOO Romashka | ООО Ромашка
        The Boeing Company | Boeing
        Siemens AG | Siemens
        Ministry of Health | Health Ministry
        Ministry of Defence | Ministerio de Defensa
        Министерство обороны | Defense Ministry
        Bank of Spain | Banco de España
        University of Oxford | Oxford University
        Bank of Italy | Banca d'Italia
        Government of Iraq | Iraqi government
        US | United States
        Germany | Deutschland
        حماس | Hamas
        General Motors Company | General Motors
        the Islamic State group | Islamic State
    """),
)
def test_one_organisation(left: str, right: str) -> None:
    likeness = alike(left, right)
    assert likeness.score > 0.7
    assert not likeness.against


@pytest.mark.parametrize(
    ("left", "right", "against"),
    [
        ("Channel 12", "Channel 14", "different numbers: 12, 14"),
        ("Boeing 737", "Boeing 747", "different numbers: 737, 747"),
        ("North Korea", "South Korea", "differ: north / south"),
        ("US Navy", "US Army", "differ: navy / army"),
    ],
)
def test_another_thing(left: str, right: str, against: str) -> None:
    likeness = alike(left, right)
    assert likeness.score < 0.4
    assert against in likeness.against


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ministry of Health", "Ministry of Defence"),
        ("White House", "Opera House"),
        ("San Francisco", "San Diego"),
        ("General Motors", "General Electric"),
        ("University of Oslo", "University of Vienna"),
    ],
)
def test_a_kind_in_common_is_little(left: str, right: str) -> None:
    likeness = alike(left, right)
    assert likeness.score < 0.5
    assert not any("first names" in one or "surnames" in one for one in likeness.against)


@pytest.mark.parametrize(
    ("left", "right", "reason", "most"),
    [
        ("Iraqi", "Iraq", "country and its people: Iraqi / Iraq", 0.5),
        ("British", "Britain", "country and its people: British / Britain", 0.5),
        ("Iraqis", "Iraqi", "people of one country: Iraqis / Iraqi", 0.55),
        ("Moscow", "Russia", "capital or seat, and country: Moscow / Russia", 0.3),
        ("Kremlin", "Moscow", "capital or seat, and country: Kremlin / Moscow", 0.3),
        ("Britain", "UK", "two names of one country: Britain / UK", 0.93),
    ],
)
def test_a_country_ties(left: str, right: str, reason: str, most: float) -> None:
    likeness = alike(left, right)
    assert likeness.reasons == (reason,)
    assert likeness.score == pytest.approx(most)


def test_a_capital_spelt_otherwise_is_the_capital() -> None:
    assert alike("Kyiv", "Kiev").score > 0.8


def test_common_nouns_are_not_misspelt() -> None:
    assert alike("man", "woman").score == 0
    assert alike("the police", "police officers").score < 0.55


# -- words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Abd al-Rahman", "abdrahman"),
        ("Abdulrahman", "abdrahman"),
        ("Abdur Rahman", "abdrahman"),
        ("Abdullah", "abdullah"),
        ("Министерство обороны", "ministry defense"),
        ("Omar al-Bashir", "omar bashir"),
    ],
)
def test_core(text: str, expected: str) -> None:
    assert " ".join(core(name_words(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ABBAS, Abu", "abu abbas"),
        ("ACME, Ltd.", "acme"),
        ("Ortiz, a minister", "ortiz a minister"),
        ("Banca d’Italia", "banca italia"),
        ("Miles O'Brien", "miles obrien"),
        ("General Electric", "general electric"),
        ("ООО Ромашка", "ромашка"),
    ],
)
def test_names_in_order(text: str, expected: str) -> None:
    assert " ".join(name_words(text)) == expected


names = st.text("abdelkmnorsu -.,’MAБанمحد", min_size=1, max_size=24)


@given(names, names)
@pytest.mark.parametrize("shape", [Name, Source])
def test_any_two_are_compared_alike_both_ways(shape: type[Form], left: str, right: str) -> None:
    if shape.read(left).key and shape.read(right).key:
        assert 0 <= alike(left, right, shape).score <= 1


# -- sources ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    one_of("""
        The National | The National newspaper
        the Xinhua news agency | Xinhua
        The National | a United Arab Emirates newspaper, the National
        SANA | Syrian Arab News Agency
        state news agency SANA | Syrian Arab News Agency
        AFP | Agence France-Presse
        AP | The Associated Press
        BBC News | the BBC
        bbc.com | BBC
        The "Herald" newspaper | the Herald
        Al Jazeera | الجزيرة
        Хамас | Hamas
    """),
)
def test_one_outlet(left: str, right: str) -> None:
    assert alike(left, right, Source).score > 0.65


@pytest.mark.parametrize(
    ("left", "right"),
    one_of("""
        White House spokesman John Kirby | John Kirby
        John Kirby, a White House spokesman | White House spokesman John Kirby
        Iranian Foreign Minister Javad Zarif | Javad Zarif
        Prime Minister Anna Berg | Anna Berg
        Reuters reporter Lena Orr | Lena Orr, a reporter
        former aide Jo Hall | Jo Hall
    """),
)
def test_a_person_with_a_role_before_or_after(left: str, right: str) -> None:
    assert alike(left, right, Source).score > 0.85


def test_a_surname_with_a_role_is_likely() -> None:
    likeness = alike("White House spokesman John Kirby", "Kirby", Source)
    assert 0.5 < likeness.score < 0.8
    assert likeness.reasons == ("surname only: Kirby", "named inside the description: Kirby")


@pytest.mark.parametrize(
    ("left", "right"),
    one_of("""
        White House spokesman John Kirby | White House
        Dr. Jane Doe, Harvard University | Harvard University
        Jane Doe of Reuters | Reuters
        The Guardian | The Herald
    """),
)
def test_where_somebody_works_is_another_source(left: str, right: str) -> None:
    assert alike(left, right, Source).score < 0.6


def test_other_first_names_speak_against_sources_too() -> None:
    likeness = alike("spokesman Mohammed Deif", "Khaled Deif", Source)
    assert likeness.score < 0.5
    assert likeness.against == ("first names differ: Mohammed / Khaled",)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("a senior Israeli official", "an Israeli official", "same affiliation: Israel"),
        ("a Western diplomat in Kabul", "a diplomat in Kabul", "same role: diplomat"),
        ("a spokesman for the ministry", "a ministry spokeswoman", "same role: spokesperson"),
        ("two policemen in Aden", "a policeman in Aden", "same affiliation: Yemen"),
    ],
)
def test_the_unnamed_by_role_and_side(left: str, right: str, reason: str) -> None:
    likeness = alike(left, right, Source)
    assert 0.4 < likeness.score <= MOST_ANONYMOUS == 0.55
    assert reason in likeness.reasons
    assert likeness.reasons[-1] == "described alike, not named"


@pytest.mark.parametrize(
    ("left", "right", "against"),
    [
        (
            "a senior Israeli official",
            "a senior Iranian official",
            "affiliations differ: Israel / Iran",
        ),
        (
            "a doctor at al-Shifa hospital",
            "a doctor at Nasser hospital",
            "affiliations differ: al-shifa / nasser",
        ),
        ("a diplomat in Aden", "a witness in Aden", "roles differ: diplomat / witness"),
    ],
)
def test_the_unnamed_on_another_side(left: str, right: str, against: str) -> None:
    likeness = alike(left, right, Source)
    assert likeness.score < 0.5
    assert against in likeness.against


def test_somebody_unnamed_is_not_somebody_named() -> None:
    assert alike("an Israeli official", "Israel", Source).score <= MOST_ANONYMOUS
    assert alike("a White House official", "John Kirby", Source).score == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lena Lena Lena a Marlow", "Lena a Lena a Lena"),
        ("Orr of Orr", "of Orr Orr"),
    ],
)
def test_the_order_does_not_matter_where_words_are_repeated(one: str, other: str) -> None:
    left, right = Name.read(one), Name.read(other)
    rarity = Rarity([left.weighed, right.weighed])
    assert left.likeness(right, rarity).score == right.likeness(left, rarity).score
