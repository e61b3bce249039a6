"""Figures of others: what banks, census offices and the other side of the border publish. Never mixed with our own."""
