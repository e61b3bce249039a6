"""The evidence in words, in the four languages. A plain table, because names are compared where no Django is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lakay.names.evidence import Evidence

LANGUAGES: Final = ("ht", "fr", "es", "en")

PARTS: Final = {
    "family": ("non fanmi an", "le nom de famille", "el apellido", "family name"),
    "given": ("prenon an", "le prénom", "el nombre", "given name"),
    "name": ("yon mo nan non an", "un mot du nom", "una palabra del nombre", "a word of the name"),
}
KINS: Final = {
    "same": ("{} menm jan", "{} est le même", "{} es igual", "{} the same"),
    "sound": ("{} sonnen menm jan", "{} se prononce pareil", "{} suena igual", "{} the same by sound"),
    "near": ("{} prèske menm jan", "{} est presque le même", "{} es casi igual", "{} almost the same"),
    "short": ("{} se yon ti non", "{} est un diminutif", "{} es un diminutivo", "{} is a short form"),
    "cut": ("{} koupe", "{} est coupé", "{} está cortado", "{} is cut off"),
    "language": (
        "{} se menm non an nan yon lòt lang",
        "{} est le même dans une autre langue",
        "{} es el mismo en otro idioma",
        "{} the same in another language",
    ),
    "initial": ("{} se premye lèt la sèlman", "{} n’est qu’une initiale", "{} es solo una inicial", "{} only an initial"),
    "loose": ("{} sanble yon ti kras", "{} ressemble un peu", "{} se parece un poco", "{} somewhat alike"),
    "gender": (
        "{}: youn se fòm gason, lòt la se fòm fi",
        "{} : l’un est la forme masculine, l’autre la féminine",
        "{}: uno es la forma masculina, otro la femenina",
        "{}: one is the male form, the other the female",
    ),
}
OTHERS: Final = {
    "name.other": (
        "gen mo nan non yo ki pa menm",
        "des mots des noms diffèrent",
        "algunas palabras de los nombres difieren",
        "words of the names differ",
    ),
    "name.extra": ("youn gen yon non anplis", "l’un a un nom de plus", "uno tiene un nombre más", "one has a name more"),
    "name.swapped": (
        "non fanmi ak prenon chanje plas",
        "nom et prénom inversés",
        "apellido y nombre intercambiados",
        "family and given name swapped",
    ),
    "name.joined": ("de non ekri kole", "deux noms écrits en un", "dos nombres escritos juntos", "two names written as one"),
    "birth.same": ("menm dat nesans", "né le même jour", "nacido el mismo día", "born the same day"),
    "birth.swapped": (
        "jou ak mwa nesans chanje plas",
        "jour et mois de naissance inversés",
        "día y mes de nacimiento intercambiados",
        "day and month of birth swapped",
    ),
    "birth.january": (
        "menm ane nesans, youn ekri premye janvye",
        "né la même année, l’un au 1er janvier",
        "nacido el mismo año, uno el 1 de enero",
        "born the same year, one on 1 January",
    ),
    "birth.year": ("menm ane nesans", "né la même année", "nacido el mismo año", "born the same year"),
    "birth.estimated": (
        "laj la koresponn, daprè yon estimasyon",
        "l’âge concorde, d’après une estimation",
        "la edad concuerda, según una estimación",
        "age agrees, by an estimate",
    ),
    "birth.slip": (
        "dat nesans diferan sou yon sèl pati",
        "la date de naissance diffère en une partie",
        "la fecha de nacimiento difiere en una parte",
        "one part of the birth date differs",
    ),
    "birth.parts": (
        "jou ak mwa nesans koresponn, ane a pa konnen",
        "jour et mois concordent, année inconnue",
        "día y mes concuerdan, año desconocido",
        "day and month agree, year unknown",
    ),
    "birth.years_apart": ("nesans yo pre youn ak lòt", "naissances proches", "nacimientos cercanos", "born near in time"),
    "birth.differs": (
        "dat nesans pa menm",
        "date de naissance différente",
        "fecha de nacimiento distinta",
        "born at another time",
    ),
    "sex.same": ("menm sèks", "même sexe", "mismo sexo", "same sex"),
    "sex.differs": ("sèks pa menm", "sexe différent", "sexo distinto", "other sex"),
    "nationality.same": ("menm nasyonalite", "même nationalité", "misma nacionalidad", "same nationality"),
    "nationality.differs": ("nasyonalite pa menm", "nationalité différente", "nacionalidad distinta", "other nationality"),
    "document.same": ("menm nimewo dokiman", "même numéro de document", "mismo número de documento", "same document number"),
    "document.differs": (
        "nimewo dokiman pa menm",
        "numéro de document différent",
        "número de documento distinto",
        "other document number",
    ),
}


def words(evidence: Evidence, language: str) -> str:
    """One reason. Another language than the four is answered in English."""
    place = LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES) - 1
    if evidence.code in OTHERS:
        return OTHERS[evidence.code][place]
    part, _, kin = evidence.code.partition(".")
    return KINS[kin][place].format(PARTS[part][place])


def reason(evidence: Iterable[Evidence], language: str) -> str:
    """All reasons in one line, each once: `family name the same by sound; given name is a short form; born the same year`."""
    return "; ".join(dict.fromkeys(words(each, language) for each in evidence))
