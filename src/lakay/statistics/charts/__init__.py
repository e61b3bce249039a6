"""Charts as plain geometry. Pages and reports draw the same ones by `statistics/chart.html`; a table stands beside each."""

from lakay.statistics.charts.drawn import Chart, Number, Series, Told
from lakay.statistics.charts.flows import Flow, two_columns
from lakay.statistics.charts.maps import Places, choropleth
from lakay.statistics.charts.pyramids import pyramid
from lakay.statistics.charts.upright import bars, lines

__all__ = ["Chart", "Flow", "Number", "Places", "Series", "Told", "bars", "choropleth", "lines", "pyramid", "two_columns"]
