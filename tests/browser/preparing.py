"""What the day at Ouanaminthe needs beforehand, in the node's own process: an alert on a passport, and two border passes.

Prints one JSON object: the zone of the passport that is reported, and the texts of the passes' codes.
"""

import json
import os
import sys
from datetime import timedelta
from random import Random

os.environ.setdefault("LAKAY_MODE", "demo")

from lakay.cli.boot import boot

boot()

# ruff: noqa: E402  (models exist only after Django has started)
from django.conf import settings

from lakay.access.models import Staff
from lakay.credentials.actions import issue_border_pass
from lakay.credentials.actions.passes import Applicant, Newcomer
from lakay.credentials.models import Pass
from lakay.credentials.rules import BorderRequest, longest
from lakay.demo.alerts import about
from lakay.demo.build import officer_of
from lakay.demo.inventing import Names, invent
from lakay.demo.rhythm import ZONE
from lakay.demo.staff import WORKERS
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.partial_dates import PartialDate
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import DocumentGiven, NameGiven, Particulars
from lakay.places.pack.load import read_pack
from lakay.watchlist.actions import decide_change, propose_alert
from lakay.watchlist.models import Alert, Change

NOW = SystemClock().now()
TODAY = NOW.astimezone(ZONE).date()
RANDOM = Random(11)
GROWN = TODAY - timedelta(days=34 * 365)


def actor(username: str) -> Actor:
    """Somebody of the demo at work."""
    worker = next(worker for worker in WORKERS if worker.username == username)
    return officer_of(worker, Staff.objects.get(username=username))


def reported() -> list[str]:
    """The zone of a passport that stands on the list: proposed by one person, approved by another."""
    who = invent(RANDOM, Names(settings.PACK / "names.csv"), TODAY, "DOM", GROWN)
    contents = about(who, "lost-document", RANDOM, NOW)
    added = propose_alert(by=actor("ketly"), at=NOW, contents=contents, reason="Reported this morning.")
    change = Change.objects.get(alert=added.id_of(Alert))
    decide_change(by=actor("ronald"), at=NOW, change=change, approve=True, reason="Compared with the letter.")
    return list(who.mrz)


def resident(number: str, family: str, given: str) -> str:
    """The text of a border pass's code."""
    rule = next(rule for rule in read_pack(settings.PACK).passes if rule.code == "resident")
    newcomer = Newcomer(
        NameGiven(NameKind.PRINTED, family, given),
        Particulars("F", PartialDate.on(GROWN), ("HTI",)),
        DocumentGiven("national-id", "HTI", number),
    )
    receipt = issue_border_pass(
        by=actor("odette"),
        at=NOW,
        today=TODAY,
        home="HTI",
        applicant=Applicant(newcomer),
        request=BorderRequest(rule, longest(rule, TODAY), residence=rule.places[0]),
    )
    return str(Pass.objects.get(pk=receipt.id_of(Pass)).text)


if __name__ == "__main__":
    passes = [resident("1000000001", "Jounen", "Fabyola"), resident("1000000002", "Mache", "Nadia")]
    sys.stdout.write(json.dumps({"reported": reported(), "passes": passes}) + "\n")
