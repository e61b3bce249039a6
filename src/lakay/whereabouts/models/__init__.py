"""The tables of this compartment. What is in them about a place is closed for the keyholders' own keys."""

from lakay.whereabouts.models.cards import Card, CardUse
from lakay.whereabouts.models.circles import Circle, Keyholder, Stay
from lakay.whereabouts.models.keys import HolderKey
from lakay.whereabouts.models.locks import AddressLock
from lakay.whereabouts.models.openings import Glass, Opening, Seen

__all__ = ["AddressLock", "Card", "CardUse", "Circle", "Glass", "HolderKey", "Keyholder", "Opening", "Seen", "Stay"]
