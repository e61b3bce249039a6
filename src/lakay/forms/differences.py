"""What changed between two versions of a form. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass

from lakay.forms.definition import Definition, Field

PARTS = ("kind", "required", "relevant", "constraint", "choices", "labels", "hints")
"""What of a question is held against what it was; each has a word in `lakay.web.forms.words`."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that came, went, or changed: `what` is added, removed or changed, `parts` what of it."""

    path: str
    what: str
    parts: tuple[str, ...] = ()


def differences(before: Definition, after: Definition) -> list[Difference]:
    """Every question that is not as it was, in the order of the later form, those that went at the end."""
    found = []
    for path, field in after.fields.items():
        was = before.fields.get(path)
        if was is None:
            found.append(Difference(path, "added"))
        elif parts := changed(was, field):
            found.append(Difference(path, "changed", parts))
    return [*found, *(Difference(path, "removed") for path in before.fields if path not in after.fields)]


def changed(was: Field, now: Field) -> tuple[str, ...]:
    """What of a question is not as it was."""
    kind = (was.kind, was.control) != (now.kind, now.control)
    return tuple(part for part in PARTS if (kind if part == "kind" else getattr(was, part) != getattr(now, part)))
