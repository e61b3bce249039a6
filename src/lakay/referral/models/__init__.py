"""The tables of referral. Each referral has a key of its own: who is handed one holds nothing of the file it came from."""

from lakay.referral.models.agreed import Agreed, AgreedEnd
from lakay.referral.models.deliveries import Delivery, Reply
from lakay.referral.models.referrals import Referral, Step
from lakay.referral.models.voices import Complaint, Feedback

__all__ = ["Agreed", "AgreedEnd", "Complaint", "Delivery", "Feedback", "Referral", "Reply", "Step"]
