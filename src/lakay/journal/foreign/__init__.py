"""How a journal takes in the events of other nodes: stores them, proves their place, and applies them to the tables.

The exchange (`sync`) has proven who signed before it comes here; here is proven that each event fits the chain that is held, and what
cannot take effect is kept with its reason.
"""

from lakay.journal.foreign.grants import SubjectGrant, keys_of, take_keys
from lakay.journal.foreign.held import Held, after, chain_end, incarnations, know, know_all, last_position, origins, spans
from lakay.journal.foreign.outcomes import APPLIED, FORK, KNOWN, NEWER, REFUSED, WAITING, Fate
from lakay.journal.foreign.taking import retry, retry_waiting, take, take_up_newer
from lakay.journal.foreign.undoing import refuse

__all__ = [
    "APPLIED",
    "FORK",
    "KNOWN",
    "NEWER",
    "REFUSED",
    "WAITING",
    "Fate",
    "Held",
    "SubjectGrant",
    "after",
    "chain_end",
    "incarnations",
    "keys_of",
    "know",
    "know_all",
    "last_position",
    "origins",
    "refuse",
    "retry",
    "retry_waiting",
    "spans",
    "take",
    "take_keys",
    "take_up_newer",
]
