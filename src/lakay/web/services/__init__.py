"""The directory of services: who helps, found by need, person and distance; and its keeping."""
