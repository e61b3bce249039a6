"""Whether a traveller is the one whom an alert means, and what speaks for it. Pure; the same for an open list and a locked one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from lakay.kernel.partial_dates import PartialDate
from lakay.names.comparing import Band, Comparison, band, compare, score_names
from lakay.names.forms import form_of
from lakay.names.model import model
from lakay.names.people import Person
from lakay.watchlist.rules.contents import WantedDocument, WantedName, birth_of, documents_of, names_of
from lakay.watchlist.rules.matching import Basis, Evidence, birth_evidence, document_text, name_evidence, sex_differs

SURE = 100
"""The score of the very document, in hundredths."""


ALIKE = "alike"
"""The code of how alike two people are, in hundredths: `alike.86`."""


@dataclass(frozen=True, slots=True)
class Read:
    """The traveller as read."""

    document: WantedDocument | None
    name: WantedName
    birth: PartialDate
    sex: str
    nationality: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Whom an alert means."""

    names: tuple[WantedName, ...]
    documents: tuple[WantedDocument, ...]
    birth: PartialDate
    sex: str
    nationalities: tuple[str, ...]

    @classmethod
    def of(cls, names: Any, documents: Any, birth: str, sex: str, nationalities: Any) -> Listed:
        """From the values of an alert's fields; erased ones come back empty."""
        return cls(
            names_of(names),
            documents_of(documents),
            birth_of(birth),
            sex,
            tuple(nationalities or ()),
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """By what a traveller was found, what agrees and what does not, and how likely it is the one meant (0 to 100).

    Evidence is a code of `matching.Evidence`, or one of `lakay.names.evidence` without the words of the names.
    """

    basis: Basis
    evidence: tuple[str, ...]
    score: int


def judge(read: Read, listed: Listed, *, by_name: bool) -> Judged | None:
    """None for somebody else. `by_name`: whether the name alone can mean the traveller; of a stolen document it does not."""
    if _same_document(read.document, listed.documents):
        name = name_evidence(read.name, listed.names)
        return Judged(Basis.DOCUMENT, (Evidence.DOCUMENT_SAME, *([name] if name else [])), SURE)
    return _by_name(read, listed) if by_name else None


def _same_document(read: WantedDocument | None, listed: Iterable[WantedDocument]) -> bool:
    text = document_text(read) if read else ""
    return bool(text) and text in map(document_text, listed)


def _by_name(read: Read, listed: Listed) -> Judged | None:
    """The same words are a hit unless the birth dates contradict; anything else is weighed (`lakay.names.comparing`)."""
    birth = birth_evidence(read.birth, listed.birth)
    if birth is Evidence.BIRTH_DIFFERS and _far_apart(read.birth, listed.birth):
        return None  # asked first: of frequent names a hundred entries may share the year
    beside: list[str] = [Evidence.SEX_DIFFERS] if sex_differs(read.sex, listed.sex) else []
    beside += [Evidence.NATIONALITY_SAME] if read.nationality in listed.nationalities else []
    name = name_evidence(read.name, listed.names)
    if name is not None and birth is not Evidence.BIRTH_DIFFERS:
        return Judged(
            Basis.NAME, (name, birth, *beside), SURE if birth is Evidence.BIRTH_SAME else _best(read, listed).hundredths
        )
    likely = replace(listed, names=tuple(one for one in listed.names if _alike(read.name, one)))
    best = _best(read, likely)
    if best.compared.band is Band.NONE:
        return None
    told = birth if birth is not Evidence.BIRTH_DIFFERS else best.birth
    alike = f"{ALIKE}.{best.hundredths}"
    return Judged(Basis.NAME, (*best.names, *([told] if told else []), *beside, alike), best.hundredths)


def _far_apart(one: PartialDate, two: PartialDate) -> bool:
    """Whether two days that are known whole differ in more than one part: more than a slip."""
    if one.exact is None or two.exact is None:
        return False
    return sum((one.year == two.year, one.month == two.month, one.day == two.day)) < 2


@dataclass(frozen=True, slots=True)
class _Best:
    """The name of an alert that fits best, as it was compared."""

    compared: Comparison

    @property
    def hundredths(self) -> int:
        """The score, never as high as that of a document."""
        return min(SURE - 1, round(100 * self.compared.score))

    @property
    def names(self) -> tuple[str, ...]:
        """What the names show, by code, without the names."""
        return tuple(dict.fromkeys(one.code for one in self.compared.evidence if one.code.startswith(_OF_NAMES)))

    @property
    def birth(self) -> str:
        """What the birth dates show that contradict each other in something."""
        return next((one.code for one in self.compared.evidence if one.code.startswith("birth.")), "")


_OF_NAMES = ("family.", "given.", "name.")


def _best(read: Read, listed: Listed) -> _Best:
    traveller = Person(read.name.family, read.name.given, read.birth, read.sex)
    others = [Person(name.family, name.given, listed.birth, listed.sex) for name in listed.names]
    found = [compare(traveller, other) for other in others]
    return _Best(max(found, key=lambda one: one.score, default=Comparison(0.0, Band.NONE, ())))


def _alike(one: WantedName, two: WantedName) -> bool:
    """Whether the names alone make it possible: of many thousand entries some share a traveller's birthday and one word. Asked first, for
    it is cheap and most candidates end here."""
    forms = form_of(one.family, one.given), form_of(two.family, two.given)
    return all(form.words for form in forms) and band(score_names(*forms), model()) is not Band.NONE
