"""Whether the posts spoke at all: a silent post is not a zero."""

from __future__ import annotations

from lakay.statistics.indicators import Indicator, Measure, Page
from lakay.statistics.indicators import to_translate as _
from lakay.statistics.shapes import FactTable, Sensitivity, text, whole

POST_DAYS = FactTable(
    "post_days",
    "One row for each day and each official post of the country",
    Sensitivity.MOVEMENTS,
    (
        text("market_day", "yes or no"),
        whole("expected", "1 where the post should have been open, else 0"),
        whole("reported", "1 where a shift was opened or somebody was recorded, else 0"),
    ),
)

INDICATORS = (
    Indicator(
        "posts.completeness",
        Page(
            _("Days on which the posts reported"),
            _("Days with a shift or a record, among those on which the post should have been open by its hours and closures."),
            _(
                "A post that opened and saw nobody has reported. Where this is low, the other figures of the post are too low too."
            ),
            _("Hours, holidays and closures of the posts, and the register."),
        ),
        Measure.DAYS,
        POST_DAYS,
        lambda rows: rows.reported.sum(),
        ("month", "post", "weekday", "market_day"),
        lambda facts: facts.filter(facts.expected == 1),
        of=lambda rows: rows.expected.sum(),
    ),
    Indicator(
        "posts.out_of_hours",
        Page(
            _("Days reported although shut"),
            _("Days on which somebody was recorded at a post that should have been shut."),
            _("Hours in the list of posts that are no longer true show here first."),
            _("Hours, holidays and closures of the posts, and the register."),
        ),
        Measure.DAYS,
        POST_DAYS,
        lambda rows: rows.reported.sum(),
        ("month", "post", "weekday", "market_day"),
        lambda facts: facts.filter((facts.expected == 0) & (facts.reported == 1)),
    ),
)
