"""The tables of the protection desk. What is about one person is sealed under the key of that person's file, not the border's."""

from lakay.protection.models.consents import ConsentAnswer, ConsentEnd
from lakay.protection.models.decisions import Decision
from lakay.protection.models.intakes import Intake
from lakay.protection.models.screenings import Screening

__all__ = ["ConsentAnswer", "ConsentEnd", "Decision", "Intake", "Screening"]
