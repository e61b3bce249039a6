"""Names of people as keys to search by. Plain Python, no Django."""
