"""The protection desk at work on a machine of its post: `node("run", what="tests.sync.protected_desk:…")`."""

from __future__ import annotations

import json
from hashlib import sha256
from random import Random

from django.conf import settings

from lakay.access.sessions import actor_with
from lakay.demo.inventing import Names
from lakay.demo.protected import protect
from lakay.forms.actions.versions import load_forms
from lakay.forms.pack import pack_forms
from lakay.forms.receiving import File, receive
from lakay.journal import rebuild
from lakay.kernel.actors import Actor, system_actor
from tests.sync.node_commands import now

MINE = ("protection.", "forms.submission", "forms.attachment", "forms.mapped")
FORM = "reception_registration"


def _at_work(name: str, role: str, agency: str) -> Actor:
    return actor_with(system_actor(name).id, agency, "HT-OUA", [(role, "")])


def forms_of_the_pack() -> int:
    """At the hub: the form that the reception fills."""
    loader = system_actor("install", permissions=frozenset({"forms:form:publish"}))
    packed = [one for one in pack_forms() if one.made.definition.form_id == FORM]
    return len(load_forms(by=loader, at=now(), packed=packed).records)


def work() -> int:
    """At the post: two months of files, and a child whom the reception announces by a form with a picture."""
    people = {
        "mirlande": _at_work("mirlande", "protection_officer", "BPM"),
        "nadege": _at_work("nadege", "social_worker", "IBESR"),
        "yvonne": _at_work("yvonne", "protection_supervisor", "IBESR"),
    }
    files = protect(people, Names(settings.PACK / "names.csv"), Random(3), now())
    said = "<arrived_by>bus</arrived_by><person><surname>Sanon</surname><given_names>Ana</given_names><sex>F</sex><age>8</age>"
    said += "<photo>1.jpg</photo></person><needs><now>doctor</now><child_alone>yes</child_alone></needs>"
    meta = '<orx:meta xmlns:orx="http://openrosa.org/xforms"><orx:instanceID>uuid:1</orx:instanceID></orx:meta>'
    raw = f'<data id="{FORM}" version="2026.2">{said}{meta}</data>'.encode()
    picture = {"1.jpg": File("image/jpeg", b"\xff\xd8\xff")}
    receive(raw, picture, by=people["nadege"], at=now(), purposes=["reception"])
    return files + 1


def stands() -> str:
    """What the tables of the desk and of filled forms hold, in one word; an object has no order."""
    rows = [json.dumps(row, default=repr, sort_keys=True) for row in rebuild.dump() if row[0].startswith(MINE)]
    return f"{len(rows)} {sha256(repr(rows).encode()).hexdigest()}"


def made_again() -> str:
    """The same, after the tables were emptied and made again from the journal."""
    rebuild.rebuild()
    return stands()
