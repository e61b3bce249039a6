"""Rules of the alert list: states, contents, matching, rows of a file. Values in, values out."""
