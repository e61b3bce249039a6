"""What the columns of a file can hold, and how a header is recognised in the four languages. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from hashlib import sha256


class Column(StrEnum):
    """What a column can hold. `at` is day and hour in one; `full_name` a name that nobody has taken apart."""

    AT = "at"
    DATE = "date"
    TIME = "time"
    DIRECTION = "direction"
    DOCUMENT_TYPE = "document_type"
    DOCUMENT_NUMBER = "document_number"
    ISSUING_STATE = "issuing_state"
    SURNAME = "surname"
    GIVEN_NAMES = "given_names"
    FULL_NAME = "full_name"
    SEX = "sex"
    BIRTH = "birth"
    NATIONALITY = "nationality"
    EXPIRY = "expiry"
    DECISION = "decision"


C = Column

KNOWN_HEADERS: dict[Column, tuple[str, ...]] = {
    C.AT: (
        *("datetime", "date time", "date and time", "timestamp", "crossing datetime", "movement date", "travel date"),
        *("date heure", "date et heure", "horodatage", "date du mouvement", "fecha hora", "fecha y hora", "dat ak le"),
    ),
    C.DATE: ("date", "day", "crossing date", "jour", "date de passage", "fecha", "dia", "dat", "jou"),
    C.TIME: ("time", "hour", "crossing time", "heure", "heure de passage", "hora", "le", "ore"),
    C.DIRECTION: (
        *("direction", "movement", "movement type", "type of movement", "entry exit", "travel direction"),
        *("mouvement", "sens", "type de mouvement", "entree sortie", "sentido", "movimiento", "tipo de movimiento"),
        *("entrada salida", "antre soti", "mouvman"),
    ),
    C.DOCUMENT_TYPE: (
        *("document type", "doc type", "type of document", "travel document type", "type document", "type de document"),
        *("tipo de documento", "tipo documento", "kalite dokiman"),
    ),
    C.DOCUMENT_NUMBER: (
        *("document number", "document no", "doc no", "doc number", "passport number", "passport no", "travel document number"),
        *("numero de document", "numero document", "no document", "numero de passeport", "numero passeport", "no passeport"),
        *("numero de documento", "numero de pasaporte", "no pasaporte", "nimewo dokiman", "nimewo paspo"),
    ),
    C.ISSUING_STATE: (
        *("issuing state", "issuing country", "country of issue", "issued by", "document country", "issuing authority"),
        *("pays emetteur", "pays de delivrance", "etat emetteur", "pais emisor", "pais de emision", "peyi ki bay li"),
    ),
    C.SURNAME: ("surname", "last name", "family name", "nom", "nom de famille", "apellido", "apellidos", "siyati", "non fanmi"),
    C.GIVEN_NAMES: (
        *("given names", "given name", "first name", "first names", "forename", "forenames", "prenom", "prenoms"),
        *("nombre", "nombres", "non", "prenon"),
    ),
    C.FULL_NAME: ("full name", "name", "traveller", "nom complet", "nom et prenom", "nombre completo", "non konple"),
    C.SEX: ("sex", "gender", "sexe", "genre", "sexo", "genero", "seks"),
    C.BIRTH: (
        *("date of birth", "birth date", "birthdate", "dob", "birth", "date de naissance", "naissance"),
        *("fecha de nacimiento", "nacimiento", "dat nesans"),
    ),
    C.NATIONALITY: ("nationality", "citizenship", "nationalite", "nacionalidad", "nasyonalite"),
    C.EXPIRY: (
        *("expiry date", "date of expiry", "expiry", "expiration date", "valid until", "date d expiration", "expiration"),
        *("fecha de vencimiento", "vencimiento", "dat ekspirasyon"),
    ),
    C.DECISION: ("decision", "status", "result", "resultat", "statut", "resultado", "estado", "desizyon"),
}

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """A header or a word without accents, case and marks."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(mark))
    return _NOT_A_LETTER.sub(" ", bare).strip()


_BY_HEADER = {words: column for column, every in KNOWN_HEADERS.items() for words in every}


def guess_columns(header: Sequence[str]) -> dict[str, int]:
    """Which column holds what, as far as the header says it: each meaning once, the first that says it."""
    found: dict[str, int] = {}
    for place, name in enumerate(header):
        column = _BY_HEADER.get(plain(name)) or _BY_HEADER.get(plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)))
        if column is not None:
            found.setdefault(str(column), place)
    return found


def header_key(header: Sequence[str]) -> str:
    """A digest of the names of the columns: a file from the same system has the same."""
    return sha256("|".join(map(plain, header)).encode()).hexdigest()[:32]


def missing(columns: dict[str, int]) -> list[str]:
    """What must be there and is not: an instant, a direction, and a document or a name."""
    lacks = [] if columns.keys() & {C.AT, C.DATE} else [str(C.DATE)]
    lacks += [] if C.DIRECTION in columns else [str(C.DIRECTION)]
    lacks += [] if columns.keys() & {C.DOCUMENT_NUMBER, C.SURNAME, C.FULL_NAME} else [str(C.DOCUMENT_NUMBER)]
    return lacks
