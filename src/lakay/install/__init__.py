"""Puts Lakay on a Debian laptop from a USB stick, without a network, and brings it up to date later.

It runs before Lakay is there, with the Python of the machine alone: nothing here imports more than the standard library, and its words are in
a table of its own (`words`), because the translations of Lakay come with what it installs.
"""
