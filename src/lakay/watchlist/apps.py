"""The alert list as a Django application."""

from django.apps import AppConfig


class WatchlistConfig(AppConfig):
    name = "lakay.watchlist"
    label = "watchlist"
    default_auto_field = "django.db.models.BigAutoField"
