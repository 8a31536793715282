#!/bin/sh
# Installs hoidap out of this folder, without a network: sh install.sh FOLDER
set -eu

refuse() { echo "$1" >&2; exit 1; }

[ $# = 1 ] || refuse "usage: sh install.sh FOLDER, a new one, for instance /opt/hoidap-0.1.0"
[ ! -e "$1" ] || refuse "$1 exists already: name a new folder, the old one serves until you change over"
python=${PYTHON:-python3}
bundle=$(cd "$(dirname "$0")" && pwd)
wanted=$(cat "$bundle/built-for")
found=$("$python" -c 'import platform as p; print("Python", ".".join(p.python_version_tuple()[:2]), p.system(), p.machine())')
[ "$found" = "$wanted" ] || refuse "this bundle is for $wanted, here is $found: PYTHON=… names another Python, or make the bundle on such a machine"

"$python" -m venv "$1"
folder=$(cd "$1" && pwd)
cd "$bundle"
"$folder/bin/pip" install --quiet --disable-pip-version-check --no-index --no-deps --require-hashes -r requirements.lock
echo "installed: $folder/bin/hoidap"
