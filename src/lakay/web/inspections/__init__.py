"""The desk of inspections: customs, border police and the supervisor write down what was looked into, and what was kept back."""
