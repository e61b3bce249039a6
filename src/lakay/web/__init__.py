"""The pages, one package a desk. A desk is a kind of work and a unit of confidentiality; `shell` is what all desks share."""
