"""Pages of the administration."""

from __future__ import annotations

from django.urls import path

from lakay.web.administration import grants, node, places, posts, sessions, staff

app_name = "administration"

urlpatterns = [
    path("places", places.places, name="places"),
    path("places/<str:pcode>", places.place, name="place"),
    path("places/<str:pcode>/end", places.end, name="place_end"),
    path("posts/<str:code>", posts.post, name="place_post"),
    path("posts/<str:code>/close", posts.close, name="place_post_close"),
    path("posts/<str:code>/reopen", posts.reopen, name="place_post_reopen"),
    path("posts/<str:code>/end", posts.end, name="place_post_end"),
    path("staff", staff.staff, name="staff"),
    path("staff/sessions", sessions.sessions, name="staff_sessions"),
    path("staff/sessions/<uuid:session>/end", sessions.end, name="staff_session_end"),
    path("staff/<uuid:person>", staff.person, name="staff_person"),
    path("staff/<uuid:person>/reset", staff.reset, name="staff_reset"),
    path("staff/<uuid:person>/end", staff.end, name="staff_end"),
    path("staff/<uuid:person>/sessions/end", sessions.end_all, name="staff_sessions_end"),
    path("staff/<uuid:person>/grants", grants.give, name="staff_grant"),
    path("staff/<uuid:person>/grants/<uuid:grant>/end", grants.end, name="staff_grant_end"),
    path("node", node.node, name="node"),
]
