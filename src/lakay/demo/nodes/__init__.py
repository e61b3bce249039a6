"""`lakay demo --nodes`: four nodes on one machine, and the lines between them in the visitor's hand."""
