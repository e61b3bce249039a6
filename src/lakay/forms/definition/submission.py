"""What was filled in: the XML of a phone or a browser as answers (OpenRosa, "Form submission"; ODK XForms, "Metadata")."""

from __future__ import annotations

from dataclasses import dataclass

from lakay.forms.xml import BadXML, Element, read_xml

MOST_BYTES = 4_000_000
ENCRYPTED = "http://opendatakit.org/submissions/encrypted"


class BadSubmission(ValueError):
    """The bytes are no submission: no XML, no form, or no id of its own."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A submission as it came: the form and version that it says, its id, the id that it replaces, the tree of its answers."""

    form_id: str
    version: str
    instance_id: str
    replaces: str
    encrypted: bool
    root: Element


def read_submission(raw: bytes) -> Sent:
    """Read a submission. Raises BadSubmission."""
    try:
        root = read_xml(raw, MOST_BYTES)
    except BadXML as error:
        raise BadSubmission(str(error)) from error
    encrypted = root.attributes.get("encrypted") == "yes"
    meta = root.first("meta")
    instance = _text(meta, "instanceID") or root.attributes.get("instanceID", "")
    form_id = root.attributes.get("id", "") or root.space
    if not form_id or not instance or len(instance) > 200 or len(form_id) > 100:
        raise BadSubmission("no form or no instance id")
    return Sent(form_id, root.attributes.get("version", "")[:60], instance, _text(meta, "deprecatedID"), encrypted, root)


def _text(element: Element | None, name: str) -> str:
    child = element.first(name) if element else None
    return child.words().strip() if child else ""
