"""The door for parcels of other nodes: no session, no cookies, no words."""
