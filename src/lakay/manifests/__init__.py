"""Lists of who travels, as carriers and captains send them: read from any bytes, with what is wrong said and nothing lost. Plain Python."""

from __future__ import annotations

from lakay.manifests.faults import Code, Fault
from lakay.manifests.reading import read
from lakay.manifests.values import Call, Form, Kind, Manifest, Message, Mode, Paper, Role, Traveller

__all__ = ["Call", "Code", "Fault", "Form", "Kind", "Manifest", "Message", "Mode", "Paper", "Role", "Traveller", "read"]
