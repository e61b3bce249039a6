"""Everything that is written about places."""

from lakay.places.actions.holidays import add_holiday, end_holiday
from lakay.places.actions.pack import load_pack
from lakay.places.actions.places import BadPeriod, add_place, confirm_place, correct_place, end_place, move_place, rename_place
from lakay.places.actions.posts import (
    AlreadyOpen,
    AlreadyShut,
    PostDetails,
    add_post,
    change_post,
    close_post,
    confirm_post,
    end_post,
    place_post,
    reopen_post,
)

__all__ = [
    "AlreadyOpen",
    "AlreadyShut",
    "BadPeriod",
    "PostDetails",
    "add_holiday",
    "add_place",
    "add_post",
    "change_post",
    "close_post",
    "confirm_place",
    "confirm_post",
    "correct_place",
    "end_holiday",
    "end_place",
    "end_post",
    "load_pack",
    "move_place",
    "place_post",
    "rename_place",
    "reopen_post",
]
