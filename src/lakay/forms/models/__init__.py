"""Tables of forms."""

from lakay.forms.models.forms import Form, Version
from lakay.forms.models.keys import PhoneKey
from lakay.forms.models.submissions import Attachment, Mapped, Submission

__all__ = ["Attachment", "Form", "Mapped", "PhoneKey", "Submission", "Version"]
