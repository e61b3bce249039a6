"""The how-to pages, guide by guide: the same work told in one language or several, each in a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lakay.web.help.documents import Document, find

SHELF = "how-to"

GUIDES: tuple[Mapping[str, str], ...] = (
    {"ht": "premye-jou", "fr": "premier-jour", "en": "first-day"},
    {"ht": "jounen-giche", "fr": "journee-guichet", "en": "booth"},
    {"ht": "sipevize", "fr": "superviseur"},
    {"ht": "kat-pasaj", "fr": "cartes-de-passage", "en": "passes"},
    {
        "ht": "lavi-yon-lis-alet",
        "fr": "la-vie-d-une-liste-d-alertes",
        "es": "la-vida-de-una-lista-de-alertas",
        "en": "the-life-of-an-alert-list",
    },
    {"ht": "voye-yon-moun-nan-yon-sevis", "fr": "orienter-quelqu-un", "es": "derivar-a-alguien", "en": "referring-somebody"},
    {
        "ht": "ki-kote-yon-moun-rete",
        "fr": "ou-quelqu-un-sejourne",
        "es": "donde-se-queda-alguien",
        "en": "where-somebody-stays",
    },
    {"ht": "ranpli-yon-fom", "fr": "remplir-un-formulaire", "es": "llenar-un-formulario", "en": "filling-a-form"},
    {"en": "forms"},
    {"ht": "liy-ak-kle", "fr": "liaisons-et-cles", "es": "lineas-y-memorias", "en": "lines-and-sticks"},
    {"ht": "ranplase-yon-pos", "fr": "remplacer-un-poste", "es": "reemplazar-un-puesto", "en": "replacing-a-post"},
    {"fr": "copies-de-sauvegarde", "en": "copies"},
    {"fr": "installer", "en": "installing"},
)
"""Each guide: in which languages it is told, and in which file. In the order of the work: the booth first, the machines last."""

INSTEAD = ("fr", "en", "ht")
"""The languages that are tried where a guide is not told in the reader's."""


def path_of(stem: str) -> str:
    """The name of a guide's file among the documents."""
    return f"{SHELF}/{stem}.md"


@cache
def languages() -> Mapping[str, str]:
    """In which language each file is written."""
    return {path_of(stem): language for guide in GUIDES for language, stem in guide.items()}


def language_of(name: str) -> str:
    """The language of a document; all but the guides are written in English."""
    return languages().get(name, "en")


def guides_in(language: str) -> list[tuple[Document, str]]:
    """Each guide once, with the language that it is shown in: the reader's, or else the next that it is told in."""
    told = [(guide, next(one for one in (language, *INSTEAD) if one in guide)) for guide in GUIDES]
    found = [(find(path_of(guide[one])), one) for guide, one in told]
    return [(document, one) for document, one in found if document is not None]


def others_of(name: str) -> Mapping[str, str]:
    """The same guide in other languages: the language and the name of its file."""
    guide = next((one for one in GUIDES if name in map(path_of, one.values())), {})
    return {language: path_of(stem) for language, stem in guide.items() if path_of(stem) != name}
