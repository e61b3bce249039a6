"""How the steps of one check of a chip or a seal ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lakay.traveldocs.chips.answers import Outcome, Reason, Step, StepResult, Stop
from lakay.traveldocs.chips.asn1 import FAULTS


@dataclass(slots=True)
class Report:
    """Collects the steps of one check."""

    results: dict[Step, StepResult] = field(default_factory=dict)
    remarks: list[Reason] = field(default_factory=list)

    def do(self, step: Step, work: Callable[[], bool]) -> bool:
        """Do one step and enter how it ended. A step that has nothing to go by answers False and is told as not done."""
        try:
            if work():
                self.passed(step)
                return True
        except Stop as stop:
            self.stopped(step, stop)
        except FAULTS:
            self.stopped(step, Stop(Reason.MALFORMED))
        return False

    def passed(self, step: Step) -> None:
        """The step holds."""
        self.results[step] = StepResult(step, Outcome.PASSED)

    def stopped(self, step: Step, stop: Stop) -> None:
        """The step does not hold, or cannot be done."""
        self.results[step] = StepResult(step, Outcome(stop.verdict.value), stop.reason, stop.detail)

    def remark(self, *reasons: Reason) -> None:
        """Something odd that changes nothing."""
        self.remarks += [reason for reason in reasons if reason not in self.remarks]

    def steps(self) -> tuple[StepResult, ...]:
        """Every step in order; those that were not come to are told as not done."""
        return tuple(self.results.get(step, StepResult(step, Outcome.NOT_DONE)) for step in Step)

    def worst(self) -> StepResult | None:
        """The first step that shows a forgery, else the first that could not be checked; None if all that was done passed."""
        for outcome in (Outcome.FORGED, Outcome.CANNOT_CHECK):
            for result in self.steps():
                if result.outcome is outcome:
                    return result
        return None
