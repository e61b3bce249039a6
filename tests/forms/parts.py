"""A form whose answers come and go by a condition; in one piece or page by page, with a picture and a sound of its own."""

from __future__ import annotations

HEAD = "| | type | name | label::Kreyòl (ht) | label::Français (fr) | required | relevant | appearance | media::image | media::audio |"


def parts(style: str = "") -> str:
    """The workbook; `style` is `pages` where one page is asked after the other."""
    return "\n".join(
        [
            "| survey |",
            HEAD,
            row("select_one yn", "alone", "Poukont li?", "Seul ?", required="yes"),
            row("text", "who", "Ak kiyès?", "Avec qui ?", relevant="${alone} = 'no'"),
            row("begin repeat", "children", "Timoun", "Enfant", relevant="${alone} = 'no'"),
            row("text", "name", "Non", "Nom"),
            row("end repeat", "children"),
            row("begin group", "body", "Kò a", "Le corps", appearance="field-list"),
            row("decimal", "weight", "Pwa", "Poids", required="yes"),
            row("note", "shown", "Gade foto a.", "Regardez la photo.", image="sign.png", audio="sign.mp3"),
            row("end group", "body"),
            row("begin group", "last", "Fen", "Fin"),
            row("barcode", "code", "Kòd", "Code"),
            row("text", "words", "Pawòl", "Paroles"),
            row("end group", "last"),
            "| choices |",
            "| | list_name | name | label::Kreyòl (ht) | label::Français (fr) |",
            "| | yn | yes | Wi | Oui |",
            "| | yn | no | Non | Non |",
            "| settings |",
            "| | form_title | form_id | version | default_language | style |",
            f"| | Moso | parts | 1 | Kreyòl (ht) | {style} |",
        ]
    )


def row(kind: str, name: str, kreyol: str = "", french: str = "", **more: str) -> str:
    """A row of the survey."""
    rest = ("required", "relevant", "appearance", "image", "audio")
    return f"| | {kind} | {name} | {kreyol} | {french} | {' | '.join(more.get(key, '') for key in rest)} |"
