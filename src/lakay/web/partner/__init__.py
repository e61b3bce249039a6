"""The pages for who has no account: a service with a receipt code, and anybody who wants to complain. They say nothing to a stranger."""
