"""Reads the settings from the environment and refuses nonsense, by name, before anything starts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "", among: tuple[str, ...] = ()) -> str:
    """A word; where `among` is given, one of those words."""
    value = os.environ.get(name, default).strip()
    if among and value not in among:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of: {', '.join(among)}.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Yes or no; anything else is refused, so that a slip of the pen never switches a guard off."""
    value = os.environ.get(name, str(default)).strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}; write yes or no.")
    return value in TRUE


def number(name: str, default: int, least: int, most: int) -> int:
    """A whole number within its limits."""
    value = os.environ.get(name, str(default)).strip()
    if not value.lstrip("-").isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a whole number from {least} to {most}.")
    return int(value)


def hours(name: str, default: str) -> tuple[int, int]:
    """Two hours of the day, as `21-5`: from nine in the evening to five in the morning."""
    value = os.environ.get(name, default).strip()
    first, dash, last = value.partition("-")
    if not (dash and first.isdigit() and last.isdigit() and int(first) < 24 and int(last) < 24):
        raise ImproperlyConfigured(f"{name} is {value!r}; write two hours, as 21-5.")
    return int(first), int(last)


def folder(name: str, default: Path) -> Path:
    """An absolute folder; it need not exist yet."""
    return Path(os.environ.get(name, "") or default).expanduser().resolve()


def words(name: str, default: str = "") -> list[str]:
    """Words with commas between them."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret(name: str) -> str:
    """A secret, from NAME or from the file that NAME_FILE points to; empty if neither is set."""
    path = os.environ.get(f"{name}_FILE", "")
    if path and not Path(path).is_file():
        raise ImproperlyConfigured(f"{name}_FILE points to {path}, which is not a file.")
    return Path(path).read_text().strip() if path else os.environ.get(name, "").strip()


SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=1; PRAGMA foreign_keys=1;"


def database(url: str, encrypted: bool = False) -> dict[str, Any]:
    """Django's entry for `sqlite:///absolute/path` or `postgresql://user:password@host:port/name?host=/socket/folder`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path)) | ({"ENGINE": "lakay.config.sqlite.cipher"} if encrypted else {})
    if encrypted:
        raise ImproperlyConfigured(
            "LAKAY_ENCRYPT is for the SQLite file of a post; a PostgreSQL server stands on an encrypted disk."
        )
    if parts.scheme in {"postgresql", "postgres"}:
        return _postgresql(url)
    raise ImproperlyConfigured(f"LAKAY_DATABASE_URL starts with {parts.scheme!r}; write sqlite:///… or postgresql://…")


def _sqlite(path: str) -> dict[str, Any]:
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS}
    return {"ENGINE": "lakay.config.sqlite", "NAME": path, "OPTIONS": options, "CONN_MAX_AGE": None}


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or secret("LAKAY_DATABASE_PASSWORD")),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
