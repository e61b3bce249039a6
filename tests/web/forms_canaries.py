"""Markers in what a filled form says, and who may meet them."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from lakay.forms.models import Attachment, Mapped, PhoneKey, Submission
from lakay.kernel.clock import SystemClock
from tests.web.matrix import MIRLANDE

WITHOUT: set[str] = set()

OF_A_FORM = {"forms:one": MIRLANDE}
"""One filled form, for the agency that filled it."""

MEETS: dict[str, dict[str, frozenset[str]]] = dict.fromkeys(
    ("forms.submission.answers", "forms.submission.files", "forms.mapped.detail", "forms.attachment.name"), OF_A_FORM
)


def plant(world: Any, mark: Callable[[str], str]) -> list[str]:
    """Put the markers there. Returns the fields marked."""
    key, at = world.records["form_filled"], SystemClock().now()
    assert Submission.objects.filter(pk=key).update(
        xml=zlib.compress(mark("forms.submission.xml").encode()),
        xml_hash=mark("forms.submission.xml_hash"),
        answers={"children": [{"name": mark("forms.submission.answers")}]},
        files=[mark("forms.submission.files")],
    )
    name, content = mark("forms.attachment.name"), mark("forms.attachment.content").encode()
    Attachment.objects.create(id=uuid4(), submission_id=key, about=key, name=name, size=1, at=at, content=content)
    detail = mark("forms.mapped.detail")
    Mapped.objects.create(
        id=uuid4(), submission_id=key, about=key, at=at, by=uuid4(), done=False, reason="refused", detail=detail
    )
    PhoneKey.objects.filter(pk=world.records["form_phone"]).update(digest=mark("forms.phone_key.digest"))
    return [
        *(f"forms.submission.{one}" for one in ("xml", "xml_hash", "answers", "files")),
        *("forms.attachment.name", "forms.attachment.content", "forms.mapped.detail", "forms.phone_key.digest"),
    ]
