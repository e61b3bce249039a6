"""Series of others, read: SDMX-ML 2.1, SDMX-CSV and HXL. Plain Python."""

from lakay.publication.series.judging import judged
from lakay.publication.series.reading import CannotRead, Series, read_series, written
from lakay.publication.series.wording import LANGUAGES, say

__all__ = ["LANGUAGES", "CannotRead", "Series", "judged", "read_series", "say", "written"]
