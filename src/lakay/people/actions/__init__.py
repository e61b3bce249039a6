"""Every write about people, by name."""

from lakay.people.actions.persons import add_name, add_traveller, correct_person, end_name, register_person

__all__ = [
    "add_name",
    "add_traveller",
    "correct_person",
    "end_name",
    "register_person",
]
