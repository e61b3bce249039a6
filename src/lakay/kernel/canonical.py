"""One value, one sequence of bytes: the JSON that is hashed and signed, and a reader that refuses anything doubtful."""

from __future__ import annotations

import json
from typing import Any

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode


class NotCanonical(ValueError):
    """Bytes that are not the canonical form of any value: a repeated key, a float, blank space, another order."""


def to_bytes(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no blank space. Floats are refused: they do not travel unchanged."""
    return _encode(value).encode()


def from_bytes(data: bytes) -> Any:
    """Read canonical bytes back. Raises NotCanonical for anything `to_bytes` would not have written."""
    try:
        value = json.loads(data, object_pairs_hook=_no_repeats, parse_float=_no_float, parse_constant=_no_float)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise NotCanonical(str(error)) from error
    if to_bytes(value) != data:
        raise NotCanonical("another spelling of the same value")
    return value


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("a key stands twice")
    return found


def _no_float(text: str) -> Any:
    raise NotCanonical(f"not a whole number: {text}")
