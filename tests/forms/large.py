"""Large forms for measuring: made by a seed, of all common kinds of question, with conditions, limits and sums among them."""

from __future__ import annotations

from random import Random

HEAD = (
    "| | type | name | label::Kreyòl (ht) | label::Français (fr) | label::English (en) | required | relevant | constraint | "
    "calculation | choice_filter |"
)
CHOICES = 60
KINDS = (
    "text",
    "integer",
    "decimal",
    "date",
    "select_one yn",
    "select_one yn",
    "select_multiple many",
    "select_one places",
    "note",
)


def large_form(seed: int, questions: int = 401, of_a_group: int = 20) -> str:
    """A workbook of Markdown tables with so many questions, in groups; always the same for a seed."""
    chance = Random(seed)
    rows: list[str] = []
    asked: list[str] = []
    for number in range(questions):
        if number % of_a_group == 0:
            rows += [row("end group", f"g{number - of_a_group}")] * bool(number)
            rows.append(row("begin group", f"g{number}", f"Pati {number // of_a_group + 1}"))
        kind = chance.choice(KINDS) if number else "select_one yn"
        relevant = f"${{{chance.choice(asked)}}} != 'no'" if asked and chance.random() < 0.3 else ""
        constraint = ". >= 0 and . <= 120" if kind == "integer" else ""
        rows.append(row(kind, f"q{number}", f"Kesyon {number}: kisa ou di sou sa?", relevant, constraint))
        if kind == "select_one yn":
            asked.append(f"q{number}")
    rows.append(row("end group", f"g{(questions - 1) // of_a_group * of_a_group}"))
    total = " + ".join(f"number(${{{name}}} = 'yes')" for name in asked[:30])
    rows.append(row("calculate", "total", calculation=total))
    return "\n".join([*("| survey |", HEAD, *rows), choices(), settings(seed)])


def row(kind: str, name: str, label: str = "", relevant: str = "", constraint: str = "", calculation: str = "") -> str:
    """A row of the survey."""
    return f"| | {kind} | {name} | {label} | {label} | {label} | | {relevant} | {constraint} | {calculation} | |"


def choices() -> str:
    """Yes and no, some to pick several of, and a long list."""
    rows = ["| | yn | yes | Wi | Oui | Yes |", "| | yn | no | Non | Non | No |"]
    rows += [f"| | many | m{number} | Chwa {number} | Choix {number} | Choice {number} |" for number in range(6)]
    rows += [f"| | places | p{number} | Kote {number} | Lieu {number} | Place {number} |" for number in range(CHOICES)]
    head = "| | list_name | name | label::Kreyòl (ht) | label::Français (fr) | label::English (en) |"
    return "\n".join(["| choices |", head, *rows])


def settings(seed: int) -> str:
    """The name of the form."""
    head = "| | form_title | form_id | version | default_language |"
    return "\n".join(["| settings |", head, f"| | Gwo fòm {seed} | large_{seed} | 1 | Kreyòl (ht) |"])
