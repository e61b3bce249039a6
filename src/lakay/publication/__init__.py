"""Releases: tables that are published for everybody, attacked with all earlier ones before two people let them out."""
