"""Finds in a list of a million people those who may be the one asked about, in milliseconds and without a network.

`Searcher(folder).find(Question(...))` is all a caller needs; `build` and `publish` make the folder. The names of the list lie in it in
clear: it belongs on a node that may hold the list, never at a post. numpy is loaded with this package and by nothing else.
"""
