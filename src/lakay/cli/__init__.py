"""The `lakay` command. Each topic is loaded only when it is called, so that `lakay mrz` never waits for Django."""
