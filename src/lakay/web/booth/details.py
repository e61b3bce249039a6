"""Who stands there, in words: from the zone as read, or from the records where a pass was shown or a name said."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language

from lakay.border.models import Encounter
from lakay.border.queries import document_of, identification_of
from lakay.people.models import Document
from lakay.people.queries import names_to_show
from lakay.traveldocs.dates import ReadDate
from lakay.traveldocs.mrz import Mrz
from lakay.traveldocs.states import STATES, State
from lakay.web.booth.words import SPOKEN
from lakay.web.shell.ages import birth_words
from lakay.web.shell.country import country_name, document_name
from lakay.web.shell.words import KINDS, OTHER_KIND, SEXES

Said = str | Promise


@dataclass(frozen=True, slots=True)
class Details:
    """What the panel of the traveller shows. `more` are further lines: what somebody without a document said."""

    name: str
    sex: Said
    birth: str
    nationality: str
    kind: Said = ""
    number: str = ""
    issuer: str = ""
    expiry: str = ""
    more: tuple[tuple[Said, str], ...] = ()


def from_zone(mrz: Mrz) -> Details:
    """The words of a zone. The name is FAMILY, Given: as on the document."""
    return Details(
        name=f"{mrz.surname}, {mrz.given_names}".strip(", "),
        sex=SEXES.get(mrz.sex, SEXES[""]),
        birth=_read_day(mrz.birth),
        nationality=state_words(mrz.fields["nationality"].rstrip("<"), mrz.nationality),
        kind=KINDS.get(mrz.document_kind, OTHER_KIND),
        number=mrz.document_number,
        issuer=state_words(mrz.fields["issuing_state"].rstrip("<"), mrz.issuing_state),
        expiry=_read_day(mrz.expiry),
    )


def from_records(encounter: Encounter) -> Details:
    """The words of a traveller whose zone was not read."""
    person = encounter.person
    document = document_of(encounter)
    said = identification_of(encounter) if document is None else None
    lines = [(SPOKEN[name], getattr(said, name)) for name in SPOKEN] if said else []
    nationality = (person.nationalities or [""])[0]
    return Details(
        name=names_to_show([person.pk]).get(person.pk, "—"),
        sex=SEXES.get(person.sex, SEXES[""]),
        birth=birth_words(person.born),
        nationality=state_words(nationality, STATES.get(nationality.ljust(3, "<"))),
        more=tuple((label, value) for label, value in lines if value),
        **_document_words(document),
    )


def _document_words(document: Document | None) -> dict[str, str]:
    if document is None:
        return {}
    expiry = formats.date_format(document.expires_on, "DATE_FORMAT") if document.expires_on else ""
    issuer = state_words(document.issuing_state, STATES.get(document.issuing_state.ljust(3, "<")))
    return {"kind": document_name(document.type), "number": document.number, "issuer": issuer, "expiry": expiry}


def state_words(code: str, state: State | None) -> str:
    """The code of a state and, where it is known, its name."""
    name = country_name(code) or (state.name if state and get_language() == "en" else "")
    return f"{name} ({code})" if name else code


def _read_day(read: ReadDate) -> str:
    return formats.date_format(read.on, "DATE_FORMAT") if read.on else str(read)
