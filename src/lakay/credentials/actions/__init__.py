"""Every write about credentials, by name."""

from lakay.credentials.actions.issuers import decide_issuer, propose_issuer, withdraw_issuer
from lakay.credentials.actions.passes import issue_authorisation, issue_border_pass, revoke_pass
from lakay.credentials.actions.trust import (
    NotTheState,
    bring_file,
    drop_file,
    import_anchors,
    import_crl,
    import_trust,
    restore_anchor,
    withdraw_anchor,
)

__all__ = [
    "NotTheState",
    "bring_file",
    "drop_file",
    "import_anchors",
    "import_crl",
    "import_trust",
    "restore_anchor",
    "withdraw_anchor",
    "decide_issuer",
    "issue_authorisation",
    "issue_border_pass",
    "propose_issuer",
    "revoke_pass",
    "withdraw_issuer",
]
