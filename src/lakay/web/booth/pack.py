"""What the booth takes from the country pack."""

from lakay.web.shell.country import (
    country_name,
    document_name,
    pack_header,
    purposes,
    reason_label,
    refusal_reasons,
    stay_name,
    usual_purpose,
)

__all__ = [
    "country_name",
    "document_name",
    "pack_header",
    "purposes",
    "reason_label",
    "refusal_reasons",
    "stay_name",
    "usual_purpose",
]
