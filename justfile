# One word for each daily task; `just` alone lists them. The newcomer's two commands are in the Makefile.

set shell := ["bash", "-euc"]
python := ".venv/bin/python"

[private]
default:
    @{{just_executable()}} --list --unsorted

# Start Lakay with the demo country, without setting up again
run *args:
    {{python}} tools/catalogues.py
    .venv/bin/lakay serve --demo {{args}}

# All quick checks: format, lint, types, layers, templates, migrations, translations, house rules (`just check types`: only one)
check *names:
    @{{python}} tools/check.py {{names}}

# Put right what can be put right by itself: format, imports, template indentation
fix:
    .venv/bin/ruff check --quiet --fix-only .
    .venv/bin/ruff format .
    .venv/bin/djhtml --quiet src || true
    {{python}} tools/catalogues.py

# Nine of ten fast tests, those that take little; with words behind it, all the fast tests that they name (`just test-fast tests/border -k refuses`)
test-fast *args:
    {{python}} -m pytest -n2 --dist=worksteal -m "not postgres and not browser and not slow{{ if args == '' { ' and not wide' } else { '' } }}" {{args}}

# All tests, or some tiers: fast, postgres, cipher (the encrypted store), browser, slow
test *tiers:
    {{python}} tools/suite.py {{tiers}}

# Pages, commands and settings described by the code itself are written to docs/reference
docs:
    {{python}} tools/docs.py

# Build the front-end assets from npm packages
assets:
    {{python}} tools/assets.py

# Pin every dependency again, with hashes and without any address (`just lock --upgrade`: to the newest)
lock *args:
    {{python}} tools/lock.py {{args}}

# Print the messages still to translate, as lines to fill in and give to `python tools/translations.py add`
messages *args:
    {{python}} tools/translations.py extract {{args}}

# Make the migrations that models lack
migrations *modules:
    {{python}} tools/migrations.py make {{modules}}

# Bring .venv up to date
setup:
    python3 tools/setup.py dev

# The stick that Lakay is installed from: `just stick key FILE` once, then `just stick make FOLDER --key FILE`
stick *args:
    {{python}} tools/stick.py {{args}}

# Measure the store against the raw loop of the same database, in one run (minutes, on a machine with nothing else to do)
bench *args:
    {{python}} -m bench {{args}}

# The shape of the code: sizes of files and functions, complexity, hints
shape:
    {{python}} tools/shape.py
