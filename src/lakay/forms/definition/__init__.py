"""What an XForm asks: read from its XML, and answers judged by it. Plain Python."""

from lakay.forms.definition.judging import Wrong, judge
from lakay.forms.definition.reading import BadForm, read_definition
from lakay.forms.definition.shape import Choice, Definition, Field
from lakay.forms.definition.submission import BadSubmission, Sent, read_submission

__all__ = [
    "BadForm",
    "BadSubmission",
    "Choice",
    "Definition",
    "Field",
    "Sent",
    "Wrong",
    "judge",
    "read_definition",
    "read_submission",
]
