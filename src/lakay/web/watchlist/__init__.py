"""The desk of those who keep the alert list. No page of it is for a booth; each look at it is entered in the journal."""
