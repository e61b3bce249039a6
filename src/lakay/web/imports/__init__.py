"""The desk of past movements: files of other systems, and records on paper."""
