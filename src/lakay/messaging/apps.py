"""Messaging as a Django application."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "lakay.messaging"
    label = "messaging"
    default_auto_field = "django.db.models.BigAutoField"
