"""Every write of this compartment, by name. What is told of a place comes in closed: no action sees it."""

from lakay.whereabouts.actions.cards import CardSpoilt, WrongWord, end_card, issue_card, present_card
from lakay.whereabouts.actions.circles import HowMany, NoKey, add_holder, end_holder, open_circle
from lakay.whereabouts.actions.glass import agree_glass, ask_glass, end_glass, refuse_glass, review_glass
from lakay.whereabouts.actions.keys import end_key, make_key
from lakay.whereabouts.actions.locks import AlreadyLocked, lift_lock, set_lock
from lakay.whereabouts.actions.places import record_opening, record_place, reseal, see_openings

__all__ = [
    "AlreadyLocked",
    "CardSpoilt",
    "HowMany",
    "NoKey",
    "WrongWord",
    "add_holder",
    "agree_glass",
    "ask_glass",
    "end_card",
    "end_glass",
    "end_holder",
    "end_key",
    "issue_card",
    "lift_lock",
    "make_key",
    "open_circle",
    "present_card",
    "record_opening",
    "record_place",
    "refuse_glass",
    "reseal",
    "review_glass",
    "see_openings",
    "set_lock",
]
