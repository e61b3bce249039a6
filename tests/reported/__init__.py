"""Tests of the figures of others."""
