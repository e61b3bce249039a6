"""Root URLs: one line a desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

handler400 = "lakay.web.shell.errors.bad_request"
handler403 = "lakay.web.shell.errors.forbidden"
handler404 = "lakay.web.shell.errors.not_found"
handler500 = "lakay.web.shell.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("lakay.web.entry.urls")),
    path("", include("lakay.web.shell.urls")),
    path("", include("lakay.web.opening.urls")),
    path("sync/", include("lakay.web.exchange.urls")),
    path("rehearsal/", include("lakay.web.rehearsal.urls")),
    path("booth/", include("lakay.web.booth.urls")),
    path("alerts/", include("lakay.web.watchlist.urls")),
    path("coordination/", include("lakay.web.coordination.urls")),
    path("protection/files/", include("lakay.web.protection.file_urls")),
    path("protection/places/", include("lakay.web.whereabouts.urls")),
    path("protection/", include("lakay.web.protection.urls")),
    path("services/", include("lakay.web.services.urls")),
    path("referrals/", include("lakay.web.referral.urls")),
    path("", include("lakay.web.partner.urls")),
    path("arrivals/", include("lakay.web.arrivals.urls")),
    path("past/", include("lakay.web.imports.urls")),
    path("inspections/", include("lakay.web.inspections.urls")),
    path("supervision/", include("lakay.web.supervision.urls")),
    path("second-line/", include("lakay.web.second_line.urls")),
    path("figures/others/", include("lakay.web.reported.urls")),
    path("figures/", include("lakay.web.statistics.urls")),
    path("open/", include("lakay.web.publication.urls")),
    path("releases/", include("lakay.web.publication.desk_urls")),
    path("oversight/", include("lakay.web.oversight.urls")),
    path("administration/", include("lakay.web.administration.urls")),
    path("copies/", include("lakay.web.backups.urls")),
    path("passes/", include("lakay.web.passes.urls")),
    path("nodes/", include("lakay.web.nodes.urls")),
    path("forms/fill/", include("lakay.web.forms.filling_urls")),
    path("forms/", include("lakay.web.forms.urls")),
    path("key/", include("lakay.web.collect.urls")),
    path("help/", include("lakay.web.help.urls")),
]
