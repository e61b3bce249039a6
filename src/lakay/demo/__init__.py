"""An invented country at work: people, documents, officers and a year of crossings, the same for the same seed."""
