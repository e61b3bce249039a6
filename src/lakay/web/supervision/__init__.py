"""The desk of the booth supervisor: shifts and their counts, what each step costs, what was taken back or looked up in vain."""
