"""An open post asks its hub for a new release over the line of the exchange."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings

from lakay.sync import queries
from lakay.sync.https import RELEASE, Refused, TooBusy
from lakay.sync.https.client import BadAddress, Cut, Way
from lakay.sync.releasing import is_due
from lakay.vault import binding
from lakay.vault.release import BadGrant

log = logging.getLogger(__name__)


def renew(at: datetime) -> bool:
    """At an open post: ask the hub now, if it is time and there is a line. Returns whether a new release is kept."""
    if not is_due(at):
        return False
    for hub in queries.called():
        try:
            way = Way(settings.HUB_ADDRESS or hub.address, hub.authority)
            try:
                binding.renew(way.post(RELEASE, binding.ask_again()), at)
            finally:
                way.hang_up()
        except (Refused, TooBusy, Cut, BadAddress, BadGrant) as error:
            log.warning("no new release from %s: %s", hub.node, type(error).__name__)
        else:
            return True
    return False
