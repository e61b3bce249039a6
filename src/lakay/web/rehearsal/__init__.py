"""The rehearsal: in the demonstration of several nodes, the lines between them and their fate are in the visitor's hand."""
