"""Tables of forms."""

from lakay.forms.models.forms import Form, Media, Version
from lakay.forms.models.keys import PhoneCalls, PhoneKey
from lakay.forms.models.submissions import Attachment, Mapped, Submission

__all__ = ["Attachment", "Form", "Mapped", "Media", "PhoneCalls", "PhoneKey", "Submission", "Version"]
