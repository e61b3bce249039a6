"""Referral: somebody is handed on to a service that has room, with no more said of them than agreed, until the loop is closed."""
