#!/bin/sh
# Installs Lakay on this machine, or brings it up to date: sudo sh install.sh
# From a stick it needs no network. From a clone of the sources it first makes such a stick in a temporary folder, which needs one.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

# Debian's own first: the service must be able to reach it too.
python=''
for candidate in "${PYTHON:-}" /usr/bin/python3 python3 python3.13 python3.12 python3.11; do
    if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Il faut Python 3.11 ou plus récent (Debian 12 ou 13). / Python 3.11 or newer is needed (Debian 12 or 13)." >&2
    exit 1
fi

if [ -d "$here/installer" ]; then
    exec "$python" -I -B "$here/installer" "$@" "$here"
fi

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
build=''
if [ "$(id -u)" -eq 0 ] && [ -n "${SUDO_USER:-}" ]; then
    chown "$SUDO_USER" "$made"
    build="sudo -u $SUDO_USER"
fi
cd "$here"
$build "$python" tools/setup.py run
$build .venv/bin/python tools/stick.py key "$made/release.key"
$build .venv/bin/python tools/stick.py make "$made/stick" --key "$made/release.key"
"$python" -I -B "$made/stick/installer" --release-key "$(.venv/bin/python tools/stick.py fingerprint "$made/stick")" "$@" "$made/stick"
