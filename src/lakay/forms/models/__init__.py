"""Tables of forms."""

from lakay.forms.models.forms import Form, Media, Version
from lakay.forms.models.keys import PhoneKey
from lakay.forms.models.submissions import Attachment, Mapped, Submission

__all__ = ["Attachment", "Form", "Mapped", "Media", "PhoneKey", "Submission", "Version"]
