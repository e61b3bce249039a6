"""Recovery codes: ten on a sheet of paper, each good once."""

from __future__ import annotations

import secrets
from uuid import UUID

from lakay.access.rules import plain_code
from lakay.access.tokens import keyed_digest

HOW_MANY = 10
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _LONG = 3, 4


def new_codes() -> tuple[str, ...]:
    """Ten codes of sixty random bits, in Crockford's base 32, which has no letters that look like digits."""
    return tuple("-".join(_group() for group in range(_GROUPS)) for code in range(HOW_MANY))


def _group() -> str:
    return "".join(secrets.choice(_SIGNS) for sign in range(_LONG))


def code_digest(staff: UUID, code: str) -> str:
    """What is stored of a code. The key of the node makes up for its shortness."""
    return keyed_digest("recovery", staff.hex, plain_code(code))
