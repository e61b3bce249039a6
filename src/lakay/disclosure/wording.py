"""What is said of a table that cannot be read, in four languages. `{name}` places are filled by what was found."""

from __future__ import annotations

LANGUAGES = ("ht", "fr", "es", "en")

SAID: dict[str, tuple[str, str, str, str]] = {
    "text": (
        "fichye a pa yon tèks nan UTF-8",
        "le fichier n’est pas un texte en UTF-8",
        "el archivo no es un texto en UTF-8",
        "the file is not text in UTF-8",
    ),
    "empty": ("fichye a vid", "le fichier est vide", "el archivo está vacío", "the file is empty"),
    "rows": (
        "pa gen okenn liy anba tèt tablo a",
        "aucune ligne sous l’en-tête",
        "no hay ninguna línea bajo el encabezado",
        "no row under the header",
    ),
    "count": (
        "pa gen kolòn ki rele « count »",
        "aucune colonne ne s’appelle « count »",
        "ninguna columna se llama «count»",
        "no column is called “count”",
    ),
    "dimensions": (
        "fòk gen omwen yon kolòn akote « count »",
        "il faut au moins une colonne en plus de « count »",
        "hace falta al menos una columna además de «count»",
        "at least one column is needed beside “count”",
    ),
    "header": (
        "kolòn « {found} » la de fwa oubyen li pa gen non",
        "la colonne « {found} » vient deux fois ou n’a pas de nom",
        "la columna «{found}» está dos veces o no tiene nombre",
        "the column “{found}” comes twice or has no name",
    ),
    "width": (
        "liy {line}: {found} kaz, tèt tablo a gen {wanted}",
        "ligne {line} : {found} cellules, l’en-tête en a {wanted}",
        "línea {line}: {found} celdas, el encabezado tiene {wanted}",
        "line {line}: {found} cells, the header has {wanted}",
    ),
    "quote": (
        "liy {line}: yon gimè pa fèmen byen",
        "ligne {line} : un guillemet est mal fermé",
        "línea {line}: una comilla está mal cerrada",
        "line {line}: a quote is not closed well",
    ),
    "category": (
        "liy {line}: kaz « {found} » la vid",
        "ligne {line} : la cellule « {found} » est vide",
        "línea {line}: la celda «{found}» está vacía",
        "line {line}: the cell “{found}” is empty",
    ),
    "number": (
        "liy {line}: « {found} » pa yon nonb antye",
        "ligne {line} : « {found} » n’est pas un nombre entier",
        "línea {line}: «{found}» no es un número entero",
        "line {line}: “{found}” is not a whole number",
    ),
    "negative": (
        "liy {line}: {found} pi piti pase 0",
        "ligne {line} : {found} est plus petit que 0",
        "línea {line}: {found} es menor que 0",
        "line {line}: {found} is below 0",
    ),
    "hidden": (
        "liy {line}: pa gen nonb. Pou pwoteje yon tablo, fòk chak kaz gen nonb pa li",
        "ligne {line} : pas de nombre. Pour protéger une table, il faut un nombre dans chaque cellule",
        "línea {line}: falta el número. Para proteger una tabla, cada celda debe tener un número",
        "line {line}: no number. To protect a table, every cell must have one",
    ),
    "twice": (
        "liy {line}: {found} te deja sou liy {wanted}",
        "ligne {line} : {found} est déjà à la ligne {wanted}",
        "línea {line}: {found} ya está en la línea {wanted}",
        "line {line}: {found} stands on line {wanted} already",
    ),
    "margins": (
        "pa gen okenn total (yon liy ak *): pa gen anyen pou soustrè",
        "aucun total (une ligne avec *) : il n’y a rien à soustraire",
        "ningún total (una línea con *): no hay nada que restar",
        "no total (a row with *): there is nothing to subtract",
    ),
    "missing": (
        "liy sa a manke: {found}",
        "cette ligne manque : {found}",
        "falta esta línea: {found}",
        "this row is missing: {found}",
    ),
    "sum": (
        "total {found} di {said}, men kaz li yo fè {known}",
        "le total {found} dit {said}, mais ses cellules font {known}",
        "el total {found} dice {said}, pero sus celdas suman {known}",
        "the total {found} says {said}, but its cells come to {known}",
    ),
    "large": (
        "tablo a twò gwo: plis pase {wanted} kaz",
        "la table est trop grande : plus de {wanted} cellules",
        "la tabla es demasiado grande: más de {wanted} celdas",
        "the table is too large: more than {wanted} cells",
    ),
    "contradiction": (
        "nonb yo kontredi youn lòt, premye kote a se {found}",
        "les nombres se contredisent, d’abord à {found}",
        "los números se contradicen, primero en {found}",
        "the numbers contradict each other, first at {found}",
    ),
    "exact": (
        "{table}: {found} = {low}",
        "{table} : {found} = {low}",
        "{table}: {found} = {low}",
        "{table}: {found} = {low}",
    ),
    "narrow": (
        "{table}: {found} ant {low} ak {high}",
        "{table} : {found} entre {low} et {high}",
        "{table}: {found} entre {low} y {high}",
        "{table}: {found} between {low} and {high}",
    ),
    "shown": (
        "{table}: {found} kache la a, men li te pibliye: {low}",
        "{table} : {found} est caché ici, mais a été publié : {low}",
        "{table}: {found} está oculto aquí, pero se publicó: {low}",
        "{table}: {found} is hidden here, but was published: {low}",
    ),
    "stands": (
        "{hidden} kaz kache nan {tables} tablo: yo pa ka jwenn okenn nan yo.",
        "{hidden} cellules cachées dans {tables} tables : aucune ne peut être retrouvée.",
        "{hidden} celdas ocultas en {tables} tablas: ninguna puede averiguarse.",
        "{hidden} hidden cells in {tables} tables: none of them can be worked out.",
    ),
    "fallen": (
        "Yo ka jwenn {count} sou {hidden} kaz kache.",
        "{count} des {hidden} cellules cachées peuvent être retrouvées.",
        "Pueden averiguarse {count} de las {hidden} celdas ocultas.",
        "{count} of {hidden} hidden cells can be worked out.",
    ),
    "protected": (
        "{cells} kaz, {hidden} kache: {small} paske yo piti, {more} pou yo pa ka jwenn lòt yo.",
        "{cells} cellules, {hidden} cachées : {small} parce que petites, {more} pour qu’on ne retrouve pas les autres.",
        "{cells} celdas, {hidden} ocultas: {small} por pequeñas, {more} para que no se averigüen las otras.",
        "{cells} cells, {hidden} hidden: {small} because they are small, {more} so that the others cannot be worked out.",
    ),
}


class BadTable(ValueError):
    """A table that cannot be used, and why: a code of `SAID` with what was found."""

    def __init__(self, code: str, **found: object) -> None:
        super().__init__(say(code, "en", **found))
        self.code = code
        self.found = found


def say(code: str, language: str, **found: object) -> str:
    """A sentence in a language."""
    return SAID[code][LANGUAGES.index(language)].format(**found)


def cell_name(dimensions: tuple[str, ...], cell: tuple[str, ...]) -> str:
    """How a cell is called: post=Wanament, sex=*."""
    return ", ".join(f"{name}={category}" for name, category in zip(dimensions, cell, strict=True))
