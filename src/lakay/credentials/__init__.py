"""Credentials: whose signatures on documents this country trusts, and the papers Lakay signs itself."""
