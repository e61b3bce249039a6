"""Structured logs: one JSON object a line. Never a name, a document, a path or the text of an error: routes, counts and types."""

from __future__ import annotations

import hmac
import json
import logging
import traceback
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import structlog
from django.conf import settings


def configure() -> None:
    """Set up the lines that the program writes itself."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(),
    )


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"safe": {"()": "lakay.web.shell.logs.SafeFormatter"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "safe"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["lines"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["lines"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": ["lines"], "level": "ERROR", "propagate": False},
    },
}
"""For the lines of libraries. Django would write the path of each page that is not found, and a path can hold a person's id."""


def pseudonym(actor: UUID | None) -> str:
    """A mark that links the lines of one person within this node and names nobody; empty for a visitor."""
    if actor is None:
        return ""
    return hmac.new(settings.SECRET_KEY.encode(), actor.bytes, sha256).hexdigest()[:12]


class SafeFormatter(logging.Formatter):
    """Our own lines whole, since we write types, counts and machines into them; of others the text without its values, because
    nobody knows what those hold. Of an error its type and where it arose.
    """

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.startswith("lakay.")
        line: dict[str, object] = {
            "event": record.getMessage() if ours else str(record.msg) if record.args else record.name,
            "logger": record.name,
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
        }
        status = getattr(record, "status_code", None)
        if status:
            line["status"] = status
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["at"] = [
                f"{frame.name} {frame.filename.rpartition('/')[2]}:{frame.lineno}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False)
