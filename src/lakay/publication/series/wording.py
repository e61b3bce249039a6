"""Why a file of others cannot be read, in four languages."""

from __future__ import annotations

LANGUAGES = ("ht", "fr", "es", "en")

SAID: dict[str, tuple[str, str, str, str]] = {
    "unknown": (
        "sa a pa ni SDMX-ML 2.1, ni SDMX-CSV, ni HXL",
        "ceci n’est ni du SDMX-ML 2.1, ni du SDMX-CSV, ni du HXL",
        "esto no es SDMX-ML 2.1, ni SDMX-CSV, ni HXL",
        "this is neither SDMX-ML 2.1, nor SDMX-CSV, nor HXL",
    ),
    "large": (
        "fichye a twò gwo: plis pase {wanted} MB",
        "le fichier est trop grand : plus de {wanted} Mo",
        "el archivo es demasiado grande: más de {wanted} MB",
        "the file is too large: more than {wanted} MB",
    ),
    "xml": (
        "XML la pa kòrèk: {found}",
        "le XML n’est pas correct : {found}",
        "el XML no es correcto: {found}",
        "the XML is not well formed: {found}",
    ),
    "version": (
        "sa a se SDMX {found}; se 2.1 nou ka li",
        "ceci est du SDMX {found} ; nous lisons le 2.1",
        "esto es SDMX {found}; leemos el 2.1",
        "this is SDMX {found}; 2.1 is what we read",
    ),
    "structure": (
        "sa a di kijan done yo fèt, li pa gen done ladan l",
        "ceci est une structure, sans données",
        "esto es una estructura, sin datos",
        "this is a structure, without data",
    ),
    "text": (
        "fichye a pa yon tèks nan UTF-8",
        "le fichier n’est pas un texte en UTF-8",
        "el archivo no es un texto en UTF-8",
        "the file is not text in UTF-8",
    ),
    "keys": (
        "SDMX-CSV sa a ekri kle seri yo nan yon sèl kolòn; nou pa li sa",
        "ce SDMX-CSV met les clés de séries dans une seule colonne ; nous ne le lisons pas",
        "este SDMX-CSV pone las claves de series en una sola columna; no lo leemos",
        "this SDMX-CSV has the keys of series in one column; we do not read that",
    ),
    "value": (
        "liy {line}: « {found} » pa yon nonb",
        "ligne {line} : « {found} » n’est pas un nombre",
        "línea {line}: «{found}» no es un número",
        "line {line}: “{found}” is not a number",
    ),
    "width": (
        "liy {line}: {found} kaz, tèt tablo a gen {wanted}",
        "ligne {line} : {found} cellules, l’en-tête en a {wanted}",
        "línea {line}: {found} celdas, el encabezado tiene {wanted}",
        "line {line}: {found} cells, the header has {wanted}",
    ),
    "number": (
        "pa gen okenn kolòn HXL ki gen nonb ladan l (#affected, #indicator, #population, #reached, #inneed)",
        "aucune colonne HXL ne porte de nombres (#affected, #indicator, #population, #reached, #inneed)",
        "ninguna columna HXL lleva números (#affected, #indicator, #population, #reached, #inneed)",
        "no HXL column holds numbers (#affected, #indicator, #population, #reached, #inneed)",
    ),
    "period": (
        "fòk gen yon sèl kolòn pou peryòd la (period, TIME_PERIOD, #date)",
        "il faut une seule colonne de période (period, TIME_PERIOD, #date)",
        "hace falta una sola columna de período (period, TIME_PERIOD, #date)",
        "there must be one column for the period (period, TIME_PERIOD, #date)",
    ),
    "columns": (
        "de kolòn gen menm non, oswa yon non kolòn pa bon",
        "deux colonnes ont le même nom, ou un nom de colonne n’est pas bon",
        "dos columnas tienen el mismo nombre, o un nombre de columna no es bueno",
        "two columns have the same name, or a name of a column is no good",
    ),
    "rows": ("gen twòp liy", "trop de lignes", "demasiadas filas", "too many rows"),
    "nothing": ("pa gen okenn done", "aucune donnée", "ningún dato", "no data"),
    "read": ("{count} liy li.", "{count} lignes lues.", "{count} líneas leídas.", "{count} rows read."),
}


def say(code: str, language: str, **found: object) -> str:
    """A sentence in a language."""
    return SAID[code][LANGUAGES.index(language)].format(**found)
