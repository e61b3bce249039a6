"""Who may do and see what: agencies, staff, roles, the policy table, and the ways to log in."""
