"""The rolling window: what a post no longer needs leaves its tables, its journal and its disk, once the hub holds it safely."""
