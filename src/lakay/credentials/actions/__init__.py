"""Every write about credentials, by name."""

from lakay.credentials.actions.issuers import decide_issuer, propose_issuer, withdraw_issuer
from lakay.credentials.actions.passes import issue_authorisation, issue_border_pass, revoke_pass

__all__ = [
    "decide_issuer",
    "issue_authorisation",
    "issue_border_pass",
    "propose_issuer",
    "revoke_pass",
    "withdraw_issuer",
]
