"""Pure decisions and values about people: no database, no Django."""
