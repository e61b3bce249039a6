"""What a telephone number, an e-mail address and a home address must have to be of use."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lakay.people.rules.codes import ContactKind

_PHONE = re.compile(r"\+?[0-9]{4,15}", re.ASCII)
_BETWEEN = re.compile(r"[\s().\-/]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class BadContact(ValueError):
    """A telephone number without digits, an e-mail address without a domain, an address without a word."""


@dataclass(frozen=True, slots=True)
class ContactGiven:
    """One way to reach somebody. `shared`: others answer it too; None where nobody asked. `place` is a p-code.

    Telephone numbers are kept as digits with an optional + (ITU-T E.164: 15 digits at most). Raises BadContact.
    """

    kind: ContactKind
    text: str
    place: str = ""
    shared: bool | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.text.strip())
        if self.kind is ContactKind.PHONE:
            object.__setattr__(self, "text", _BETWEEN.sub("", self.text))
        if not self._is_usable():
            raise BadContact

    def _is_usable(self) -> bool:
        match self.kind:
            case ContactKind.PHONE:
                return bool(_PHONE.fullmatch(self.text)) and not self.place
            case ContactKind.EMAIL:
                return bool(_EMAIL.fullmatch(self.text)) and not self.place
            case ContactKind.ADDRESS:
                return bool(self.text or self.place)
