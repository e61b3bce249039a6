# The newcomer's two commands. Each does all its own set-up: it needs only Python 3.11 or newer, git and make.
# Daily work is in the justfile.

PYTHON ?= python3
VENV := .venv/bin

.PHONY: help demo test

help:
	@echo "make demo   try Lakay: sets everything up, makes a small invented country, and starts it"
	@echo "make test   run all the tests: sets everything up, and says at the end what passed"
	@echo "Then, for daily work: .venv/bin/just"

demo:
	@$(PYTHON) tools/setup.py run
	@$(VENV)/lakay demo
	@exec $(VENV)/lakay serve --demo

test:
	@$(PYTHON) tools/setup.py dev
	@$(VENV)/python tools/system.py
	@exec $(VENV)/python tools/suite.py
