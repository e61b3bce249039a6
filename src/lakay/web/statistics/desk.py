"""What every page of the desk needs: the cube, the months and post asked for, and how far the posts were heard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.places.queries import posts_on
from lakay.statistics.cube import Cube
from lakay.statistics.desk.queries import views_of
from lakay.statistics.indicators import Indicator
from lakay.statistics.models import SavedView
from lakay.statistics.silence import Spoke, spoke
from lakay.web.shell.country import pack_header
from lakay.web.shell.requests import DeskRequest
from lakay.web.statistics import words
from lakay.web.statistics.border import Window
from lakay.web.statistics.figures import cube_of_node
from lakay.web.statistics.forms import DivideForm, WindowForm
from lakay.web.statistics.reporting import heard


@dataclass(frozen=True, slots=True)
class Desk:
    """The cube and what is asked of it, by whom."""

    by: Actor
    cube: Cube
    form: WindowForm
    window: Window

    @property
    def spoke(self) -> Spoke:
        """How far the posts reported, in words."""
        return spoke(self.cube, self.window.months.shown, self.window.post)

    @property
    def first(self) -> str:
        """The first month, in words."""
        return words.month(self.window.months.shown[0])

    @property
    def last(self) -> str:
        """The last month, in words."""
        return words.month(self.window.months.shown[-1])

    @property
    def running(self) -> bool:
        """Whether the last month is not over yet."""
        return self.window.months.running in self.window.months.shown

    @property
    def running_month(self) -> str:
        """The month that is not over, in words."""
        return words.month(self.window.months.running)

    @property
    def without_months(self) -> str:
        """What shows the same of other months; it ends so that they can be added."""
        kept = {name: value for name, value in self.form.kept().items() if name not in {"span", "first", "last"}}
        return f"{urlencode(kept)}&" if kept else ""

    @property
    def query(self) -> str:
        """What shows the same again."""
        return urlencode(self.form.kept())

    @property
    def views(self) -> list[SavedView]:
        """The views that may be opened; the first nine have a key."""
        return views_of(self.by)


def posts() -> list[str]:
    """The posts of the country."""
    return [post.code for post in posts_on(today(), country=pack_header().home)]


def today() -> date:
    """The day by the world's clock: a post that opens tomorrow is no matter here."""
    return SystemClock().now().date()


def desk(request: DeskRequest, one: Indicator | None = None) -> Desk | None:
    """What is asked of the cube of this node; nothing if there is none yet."""
    cube = cube_of_node()
    if cube is None or not cube.months:
        return None
    form = WindowForm(request.GET, cube, posts()) if one is None else DivideForm(request.GET, cube, posts(), one)
    post = form.at_post()
    return Desk(request.actor, cube, form, Window(form.months, post, heard(cube, form.months.shown, post)))
