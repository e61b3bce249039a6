"""Statistics as a Django application."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "lakay.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"
