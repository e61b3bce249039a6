"""XLSForm workbooks: read from any bytes within bounds, checked, converted into the XForm that phones and browsers fill."""

from lakay.forms.xlsform.books import BadBook, Book, Line, Sheet, read_book
from lakay.forms.xlsform.checking import check_book
from lakay.forms.xlsform.converting import Converted, NotConverted, convert_book
from lakay.forms.xlsform.faults import Fault

__all__ = ["BadBook", "Book", "Converted", "Fault", "Line", "NotConverted", "Sheet", "check_book", "convert_book", "read_book"]
