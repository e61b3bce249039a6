"""The codes of this module as the database and the journal hold them."""

from __future__ import annotations

from enum import StrEnum


def values(codes: type[StrEnum]) -> list[str]:
    """The plain codes, as constraints and migrations hold them."""
    return [code.value for code in codes]


class Sex(StrEnum):
    """As travel documents write it (ICAO Doc 9303-4 §4.2.2), where `<` is X; "" in a record is "not asked"."""

    FEMALE = "F"
    MALE = "M"
    UNSPECIFIED = "X"


class NameKind(StrEnum):
    """How a name came to us."""

    PRINTED = "printed"
    MRZ = "mrz"
    SPOKEN = "spoken"
    NICKNAME = "nickname"
    OTHER = "other"


class PhotoSource(StrEnum):
    """Where a picture comes from."""

    CHIP = "chip"
    PAGE = "page"
    LIVE = "live"
    OTHER = "other"


class RelationKind(StrEnum):
    """What the relative is to the person."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    SIBLING = "sibling"
    SPOUSE = "spouse"
    CHILD = "child"
    GRANDPARENT = "grandparent"
    AUNT_OR_UNCLE = "aunt_or_uncle"
    EMPLOYING_HOUSEHOLD = "employing_household"
    OTHER = "other"


class ToldBy(StrEnum):
    """Who declared a relation."""

    PERSON = "person"
    RELATIVE = "relative"
    DOCUMENT = "document"
    WITNESS = "witness"
    OTHER = "other"


class ContactKind(StrEnum):
    """How somebody can be reached."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


class ConsentMethod(StrEnum):
    """How consent was given. Assent is a child's own yes: it goes with the consent of an adult and does not replace it."""

    SPOKEN = "spoken"
    SIGNED = "signed"
    THUMB = "thumb"
    ASSENT = "assent"


class Told(StrEnum):
    """What was explained before the answer: the items of the IOM screening form as HTCDS 2.0 lists them."""

    PURPOSE = "purpose"
    USES = "uses"
    RESEARCH = "research"
    OWN_DATA = "own_data"
    RETENTION = "retention"
    WITHDRAWAL = "withdrawal"
