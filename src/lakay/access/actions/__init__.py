"""Every write of access: accounts and roles, what proves a person, and being logged in."""

from lakay.access.actions.credentials import (
    add_passkey,
    confirm_totp,
    end_passkey,
    end_totp,
    offer_totp,
    replace_recovery_codes,
    reset_credentials,
    set_password,
)
from lakay.access.actions.sessions import (
    choose_post,
    end_session,
    end_session_of,
    end_sessions,
    lock_session,
    start_session,
    unlock_session,
)
from lakay.access.actions.staff import add_staff, change_staff, declare_agency, end_grant, end_staff, grant_role, load_agencies

__all__ = [
    "add_passkey",
    "add_staff",
    "change_staff",
    "choose_post",
    "confirm_totp",
    "declare_agency",
    "end_grant",
    "end_passkey",
    "end_session",
    "end_session_of",
    "end_sessions",
    "end_staff",
    "end_totp",
    "grant_role",
    "load_agencies",
    "lock_session",
    "offer_totp",
    "replace_recovery_codes",
    "reset_credentials",
    "set_password",
    "start_session",
    "unlock_session",
]
