"""Tables that can be published: what small numbers must be hidden, and what an attacker can still work out. Plain Python."""
