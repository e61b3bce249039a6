"""The pure heart of the exchange: what to send, to whom, in which bytes, and how to take it. Clock, disk and randomness are handed in."""
