"""The epoch of a store: minted when it is made, and anew when it is restored, so that a node never continues a chain it cannot see."""

from __future__ import annotations

import os

from django.db.models import Max

from lakay.journal import order
from lakay.journal.batch import Batch
from lakay.journal.core.chain import Head as ChainHead
from lakay.journal.foreign.chains import store
from lakay.journal.foreign.held import own_stretches
from lakay.journal.inserting import inserter
from lakay.journal.models import Event, Head, Incarnation
from lakay.journal.writer import run_write


def new_epoch(before: ChainHead) -> str:
    """Begin a chain of its own in a restored store, whose own entries end at `before`. Those stay as history of their epoch.

    What others still hold of the old chain, and this store has lost, is taken back from them as from any other node.
    Stamps go on from the latest one in the store, whatever the clock says, so that what comes is ordered after what was.
    """
    epoch = os.urandom(8).hex()

    def begin(batch: Batch) -> str:
        last, position = Event.objects.aggregate(hlc=Max("hlc")), order.end()
        ended = Incarnation(epoch=before.origin.epoch, last_position=position)
        if before.origin.epoch and not Incarnation.objects.filter(epoch=ended.epoch).exists():
            inserter(Incarnation).insert(batch.connection, [inserter(Incarnation).row(ended)])
            store(before.origin, [], [one for one in own_stretches(before.origin, before.seq, before.hash) if one.held])
        fresh = {"epoch": epoch, "seq": 0, "hash": b"", "hlc": last["hlc"] or 0, "position": position}
        Head.objects.filter(id=1).update(**fresh, key_generation=batch.head.key_generation + 1)
        return epoch

    return run_write(begin)
