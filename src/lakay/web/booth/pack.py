"""What the booth takes from the country pack."""

from lakay.web.shell.country import country_name, pack_header, reason_label, refusal_reasons

__all__ = ["country_name", "pack_header", "reason_label", "refusal_reasons"]
