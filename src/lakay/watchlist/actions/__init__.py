"""Everything that is written about alerts. Two people stand behind each, except a missing child's first day."""

from lakay.watchlist.actions.batches import (
    ListNotStanding,
    NothingToSettle,
    Waiting,
    add_to_batch,
    decide_batch,
    offer_batch,
    open_batch,
    settle_batch,
    withdraw_batch,
)
from lakay.watchlist.actions.deciding import TooLate, decide_change
from lakay.watchlist.actions.files import bring_tried, go_on_settling, halt_batch, plan_batch, stop_settling
from lakay.watchlist.actions.keeping import NotYet, erase_alert, expire_alerts, record_cleared, record_outcome
from lakay.watchlist.actions.lists import NotOpen, answer_redress, decide_list, propose_closing, propose_list, take_redress
from lakay.watchlist.actions.proposing import (
    AlreadyProposed,
    NotActive,
    propose_alert,
    propose_change,
    propose_end,
    propose_renewal,
    raise_alert,
)

__all__ = [
    "AlreadyProposed",
    "ListNotStanding",
    "NotOpen",
    "answer_redress",
    "decide_list",
    "propose_closing",
    "propose_list",
    "take_redress",
    "withdraw_batch",
    "NotActive",
    "NotYet",
    "NothingToSettle",
    "Waiting",
    "bring_tried",
    "go_on_settling",
    "halt_batch",
    "plan_batch",
    "stop_settling",
    "TooLate",
    "add_to_batch",
    "decide_batch",
    "decide_change",
    "erase_alert",
    "expire_alerts",
    "offer_batch",
    "open_batch",
    "propose_alert",
    "propose_change",
    "propose_end",
    "propose_renewal",
    "raise_alert",
    "record_cleared",
    "record_outcome",
    "settle_batch",
]
