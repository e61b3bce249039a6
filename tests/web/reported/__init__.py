"""Tests of the pages of figures of others."""
