"""A signed pass as the border's rules take it."""

from __future__ import annotations

from lakay.border.rules import Problem, Shown
from lakay.credentials.codes import DOCUMENT_TYPE
from lakay.credentials.queries.passes import PassCheck, Reason
from lakay.kernel.partial_dates import PartialDate

FAULTS: dict[Reason, Problem] = {
    Reason.FORGED: Problem.PASS_FORGED,
    Reason.NOT_ENTITLED: Problem.PASS_FORGED,
    Reason.UNKNOWN_ISSUER: Problem.PASS_UNKNOWN_ISSUER,
    Reason.ISSUER_WITHDRAWN: Problem.PASS_UNKNOWN_ISSUER,
    Reason.REVOKED: Problem.PASS_REVOKED,
    Reason.NOT_YET: Problem.PASS_NOT_HERE,
    Reason.WRONG_POST: Problem.PASS_NOT_HERE,
    Reason.WRONG_DIRECTION: Problem.PASS_NOT_HERE,
    Reason.NO_MARKET_TODAY: Problem.PASS_NOT_HERE,
}
"""What each answer of the check means at the booth. An expired pass is judged as any expired document."""


def shown_by(check: PassCheck, home: str) -> Shown:
    """What a pass shows. Of a forged one nothing is believed, and it finds nobody: its number is another one."""
    content = check.content
    if content is None:
        raise ValueError(check.reason)
    holder, fault = content.holder, FAULTS.get(check.reason)
    forged = fault is Problem.PASS_FORGED
    return Shown(
        kind=DOCUMENT_TYPE,
        issuing_state=home,
        number=f"{check.number}X" if forged else check.number,
        surname=holder.surname,
        given_names=holder.given_names,
        sex=holder.sex,
        birth=PartialDate(holder.birth.year, holder.birth.month, holder.birth.day),
        nationality=holder.nationality,
        expires_on=content.valid_until,
        faults=(fault.value,) if fault else (),
    )
