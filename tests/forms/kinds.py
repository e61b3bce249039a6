"""A form with a question of every kind that a page can ask."""

from __future__ import annotations

PLACES = ("Wanament", "Okap", "Jakmèl", "Gonayiv")
LIST = [f"{name} {number}" for number in range(1, 11) for name in PLACES]
HEAD = (
    "| | type | name | label::Kreyòl (ht) | label::Français (fr) | required | relevant | constraint | constraint_message::Kreyòl (ht) | "
    "constraint_message::Français (fr) | appearance | calculation | choice_filter | parameters |"
)


def row(kind: str, name: str, kreyol: str = "", french: str = "", **more: str) -> str:
    """A row of the survey."""
    rest = ("required", "relevant", "constraint", "said", "dit", "appearance", "calculation", "filter", "parameters")
    return f"| | {kind} | {name} | {kreyol} | {french} | {' | '.join(more.get(name, '') for name in rest)} |"


def choice(of: str, code: str, kreyol: str, french: str, commune: str = "") -> str:
    """A row of the choices."""
    return f"| | {of} | {code} | {kreyol} | {french} | {commune} |"


KINDS = "\n".join(
    [
        "| survey |",
        HEAD,
        row("note", "before", "Li **tout** anvan.", "Lisez **tout** d’abord."),
        row(
            "integer",
            "count",
            "Konbe",
            "Combien",
            required="yes",
            constraint=". >= 0 and . <= 120",
            said="Ant 0 ak 120.",
            dit="De 0 à 120.",
        ),
        row("calculate", "sum", calculation="${count} * 2"),
        row("note", "told", "Doub la se ${sum}.", "Le double est ${sum}.", relevant="${count} > 0"),
        row("date", "day", "Ki jou", "Quel jour", constraint=". <= date('2026-12-31')", said="Twò lwen.", dit="Trop loin."),
        row("time", "time", "Kilè", "À quelle heure"),
        row("dateTime", "moment", "Ki moman", "Quel moment"),
        row("select_one communes", "commune", "Komin", "Commune"),
        row("select_one quarters", "quarter", "Katye", "Quartier", filter="commune = ${commune}", relevant="${commune} != ''"),
        row("select_one yn", "short", "Wi oswa non", "Oui ou non", appearance="minimal"),
        row("geopoint", "place", "Kote", "Lieu"),
        row("rank needs", "order", "Lòd", "Ordre"),
        row("range", "mark", "Nòt", "Note", parameters="start=0 end=10 step=1"),
        row("acknowledge", "done", "Dakò", "D’accord"),
        row("barcode", "code", "Kòd", "Code"),
        row("image", "photo", "Foto", "Photo"),
        row("text", "words", "Pawòl", "Paroles", appearance="multiline"),
        row("begin repeat", "children", "Timoun", "Enfant"),
        row("text", "name", "Non", "Nom", required="yes"),
        row("end repeat", "children"),
        "| choices |",
        "| | list_name | name | label::Kreyòl (ht) | label::Français (fr) | commune |",
        *(choice("communes", name.lower().replace(" ", ""), name, name) for name in LIST),
        choice("quarters", "a", "Katye a", "Quartier a", "okap7"),
        choice("quarters", "b", "Katye b", "Quartier b", "okap8"),
        choice("needs", "water", "Dlo", "Eau"),
        choice("needs", "food", "Manje", "Nourriture"),
        choice("needs", "bed", "Kabann", "Lit"),
        choice("yn", "yes", "Wi", "Oui"),
        choice("yn", "no", "Non", "Non"),
        "| settings |",
        "| | form_title | form_id | version | default_language |",
        "| | Tout kalite | kinds | 1 | Kreyòl (ht) |",
    ]
)
