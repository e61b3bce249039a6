"""A form as the server knows it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers offered: its code, and its words by language."""

    code: str
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """A question, a calculation or a note.

    `path` is the way from the root, without its name: `group/name`. `kind` is the type of the binding (string, int, decimal, date,
    time, dateTime, geopoint, geotrace, geoshape, binary, barcode, odk:rank ...), `control` what it is asked with (input, select1,
    select, upload, trigger, rank, range; empty: nobody is asked). `always` tells that no condition may hide it.
    """

    path: str
    kind: str
    control: str = ""
    required: bool = False
    always: bool = True
    constraint: str = ""
    relevant: str = ""
    calculated: bool = False
    readonly: bool = False
    choices: tuple[Choice, ...] | None = None
    filtered: bool = False
    media: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The last part of its path: the name in the workbook."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Definition:
    """A form: its id, its version as it says itself, its title, its languages with the first one asked in, its fields by path.

    `groups` and `repeats` are paths too; `public_key` says that what is filled comes locked.
    """

    form_id: str
    version: str
    title: str
    root: str
    languages: tuple[str, ...]
    fields: dict[str, Field]
    groups: dict[str, dict[str, str]]
    repeats: frozenset[str]
    public_key: str = ""
    media: tuple[str, ...] = ()

    def asked(self) -> list[Field]:
        """What people are asked, in order."""
        return [one for one in self.fields.values() if one.control and not one.readonly]
