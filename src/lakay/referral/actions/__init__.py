"""Every write of referral, by name."""

from lakay.referral.actions.agreed import agree_sharing, end_sharing
from lakay.referral.actions.answers import CODE_HOLDER, answer_referral
from lakay.referral.actions.deliveries import deliver, end_delivery, give_reply, hear
from lakay.referral.actions.referrals import (
    NoAgreement,
    NoConsent,
    NoGrounds,
    NotUrgent,
    draft_referral,
    follow_referral,
    preview,
    send_referral,
    withdraw_referral,
)
from lakay.referral.actions.voices import answer_complaint, complain, give_feedback

__all__ = [
    "CODE_HOLDER",
    "NoAgreement",
    "NoConsent",
    "NoGrounds",
    "NotUrgent",
    "agree_sharing",
    "answer_complaint",
    "answer_referral",
    "complain",
    "deliver",
    "draft_referral",
    "end_delivery",
    "end_sharing",
    "follow_referral",
    "give_feedback",
    "give_reply",
    "hear",
    "preview",
    "send_referral",
    "withdraw_referral",
]
