"""Passes and authorisations: issue, list, print, take back; and the keys that sign them."""
