"""The directory of services: who helps, with what, whom, where, and whether there is room."""
