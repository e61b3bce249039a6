# One word for each daily task. `just` alone lists them. The newcomer's two commands are in the Makefile.

set shell := ["bash", "-euc"]
python := ".venv/bin/python"

[private]
default:
    @{{just_executable()}} --list --unsorted

# Pin every dependency again, with hashes and without any download address
lock *args:
    {{python}} tools/lock.py {{args}}
