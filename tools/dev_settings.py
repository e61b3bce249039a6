"""The settings of the program, and the two Django apps that only developers need: they keep migrations in one safe line."""

import os

os.environ |= {"LAKAY_MODE": "test", "LAKAY_TEST_APPS": ""}

from lakay.config.settings import *  # noqa: F403
from lakay.config.settings import INSTALLED_APPS as PROGRAM

INSTALLED_APPS = [*dict.fromkeys([*PROGRAM, "django_linear_migrations", "django_migration_linter"])]
MIGRATION_LINTER_OPTIONS = {"no_cache": True, "ignore_initial_migrations": True}
DATABASES = {"default": DATABASES["default"] | {"NAME": ":memory:"}}  # noqa: F405 (nothing is read: only the code is looked at)
