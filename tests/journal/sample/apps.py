"""A module that exists only in the tests of the journal."""

from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "tests.journal.sample"
    label = "sample"
