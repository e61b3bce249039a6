"""Short messages to telephones: written as records first, sent afterwards, answered by the same way."""
