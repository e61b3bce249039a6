"""One value, one sequence of bytes: the JSON that is hashed and signed, and a reader that refuses anything doubtful."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec


class NotCanonical(ValueError):
    """A value or bytes outside the canonical form: a float, a repeated key, blank space, another order."""


def _no_float(text: str) -> Any:
    raise NotCanonical(f"not a whole number: {text}")


_FORM: dict[str, Any] = {"ensure_ascii": False, "allow_nan": False, "sort_keys": True, "separators": (",", ":")}
_encode = json.JSONEncoder(**_FORM).encode
_decode = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float).decode
_read = msgspec.json.Decoder(float_hook=_no_float).decode
_write_again = msgspec.json.Encoder(order="sorted").encode  # writes what was read as `to_bytes` does, five times as fast
_may_be_fraction = re.compile(r"\.[0-9]+(?:e[-+][0-9]+)?(?:[,\]}]|$)").search
_may_be_exponent = re.compile(r"[0-9]e[-+][0-9]+(?:[,\]}]|$)").search


def to_bytes(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no blank space. Raises NotCanonical for a float: floats do not travel unchanged."""
    text = _encode(value)
    if _may_be_fraction(text) or (("e-" in text or "e+" in text) and _may_be_exponent(text)):
        _decode(text)  # tells a float from a sentence that holds the like
    return text.encode()


def from_bytes(data: bytes) -> Any:
    """Read canonical bytes back. Raises NotCanonical for anything `to_bytes` would not have written."""
    try:
        value = _read(data)
        again = _write_again(value)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise NotCanonical(type(error).__name__) from error
    if again != data:
        raise NotCanonical("another spelling of the same value, or a key that stands twice")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("a key stands twice")
    return found


def read_strictly(text: str) -> Any:
    """JSON in any spelling, but no key twice: two readers must never see two things in it. Raises ValueError, RecursionError."""
    return json.loads(text, object_pairs_hook=_once)
