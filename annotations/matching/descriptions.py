"""What a description says of somebody unnamed: a role, and what or who they belong to."""

import re
from typing import NamedTuple

from annotations.matching import countries
from annotations.matching.features import Likeness
from annotations.matching.normal import plain, words
from annotations.matching.vocabulary import ONE_ROLE, PARLIAMENTS, ROLES, VAGUE_ROLES

_OTHER_ROLE, _OTHER_SIDE = 0.6, 0.5
"""What another role, and belonging to somebody else, leave of a likeness."""


class Description(NamedTuple):
    """What is said of somebody."""

    roles: frozenset[str]
    """What they are, in the singular."""
    countries: frozenset[str]
    """Which countries they belong to."""
    names: frozenset[str]
    """The other capitalised words: a ministry, a company, a town."""

    @classmethod
    def read(cls, text: str) -> "Description":
        """Read a description."""
        spoken = words(text)
        roles = _roles(spoken)
        ties = countries.ties()
        owners = {tie.country for word in spoken for tie in ties.get(word, ())}
        shown = {_bare(word) for word in text.split()[1:] if any(map(str.isupper, word))} - {""}
        names = {word for word in shown if word not in ties and _singular(word) not in ROLES}
        return cls(roles, frozenset(owners), frozenset(names))

    def compared(self, other: "Description") -> Likeness:
        """What of a likeness remains, and what is the same and what is not."""
        reasons, against, score = [], [], 1.0
        if same := self.roles & other.roles:
            reasons.append(f"same role: {', '.join(sorted(same))}")
        elif self._is_other_role(other):
            against.append(f"roles differ: {min(self.roles)} / {min(other.roles)}")
            score *= _OTHER_ROLE
        for mine, theirs in ((self.countries, other.countries), (self.names, other.names)):
            if same := _both(mine, theirs):
                reasons.append(f"same affiliation: {', '.join(sorted(same))}")
            elif mine and theirs:
                against.append(f"affiliations differ: {min(mine)} / {min(theirs)}")
                score *= _OTHER_SIDE
        return Likeness(score, tuple(reasons), tuple(against))

    def _is_other_role(self, other: "Description") -> bool:
        """Whether both have a role, and neither is one that anybody may have."""
        some = bool(self.roles and other.roles)
        return some and VAGUE_ROLES.isdisjoint(self.roles | other.roles)


def _bare(word: str) -> str:
    return plain(word).strip(".,'\"").removesuffix("'s")


def _both(mine: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """What both belong to: a country and its people, "Tazmar" and "Tazmari", are one."""
    return frozenset(
        min(one, other)
        for one in mine
        for other in theirs
        if one == other or _PEOPLE.fullmatch(f"{min(one, other)} {max(one, other)}")
    )


_PEOPLE = re.compile(r"(\w{4,}?)a? \1(?:a?n|ian|i|ish|ese)")
"""A country and what its people are called."""


def _singular(word: str) -> str:
    if word.endswith("men") and f"{word[:-3]}man" in ROLES:
        return f"{word[:-3]}man"
    return (
        word
        if word in ROLES
        else word.removesuffix("es")
        if word.endswith("sses")
        else (word.removesuffix("s"))
    )


def _roles(spoken: tuple[str, ...]) -> frozenset[str]:
    """What somebody is; one word for each role, whatever it is called."""
    roles = {ONE_ROLE.get(role, role) for word in spoken if (role := _singular(word)) in ROLES}
    if "member" in roles and not PARLIAMENTS.isdisjoint(spoken):
        roles = roles - {"member"} | {"lawmaker"}
    return frozenset(roles)
