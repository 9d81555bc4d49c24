#!/bin/sh
# Install presales from this folder for one account: no network, no root, no venv module needed.
#
#   sh install.sh [PREFIX]      PREFIX: where lib/presales and bin/presales go (~/.local)
#
# PYTHON names another interpreter. Running it again replaces what an earlier run installed.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
prefix=${1:-$HOME/.local}
python=$(command -v "${PYTHON:-python3}") || { echo "presales: there is no ${PYTHON:-python3} here." >&2; exit 1; }
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "presales: Python 3.11 or newer is needed; $python is $version. Name another: PYTHON=python3.12 sh install.sh" >&2
    exit 1
}

mkdir -p "$prefix/lib" "$prefix/bin"
new="$prefix/lib/presales.new"
lib="$prefix/lib/presales"
rm -rf "$new"
# The pip that is in the archive: many servers have none.
pip() { "$python" "$(ls "$here"/wheels/pip-*.whl)/pip" --disable-pip-version-check --no-cache-dir --isolated -q "$@"; }

if ! pip install --no-index --find-links "$here/wheels" --target "$new" presales 2> "$prefix/lib/presales.log"; then
    # No lxml or Pillow for this processor or this Python: everything that needs neither.
    rm -rf "$new"
    if ! ls "$here"/wheels/*-none-any.whl | grep -v '/pip-' | (
        set --
        while IFS= read -r wheel; do set -- "$@" "$wheel"; done
        pip install --no-index --no-deps --target "$new" "$@"
    ) 2> "$prefix/lib/presales.log"; then
        cat "$prefix/lib/presales.log" >&2
        exit 1
    fi
    echo "presales: this archive has no lxml and Pillow for Python $version on $(uname -m):" >&2
    echo "presales: all but PPTX and DOCX works. Export Markdown or XLSX, or carry the workspace home." >&2
fi
rm -f "$prefix/lib/presales.log"

cat > "$new/__main__.py" << 'END'
from presales_tui.__main__ import main

main()
END
rm -rf "$new/bin" "$lib.old"
[ ! -e "$lib" ] || mv "$lib" "$lib.old"
mv "$new" "$lib"
rm -rf "$lib.old"
"$python" -m compileall -q "$lib" || true

# Neither the account's own packages nor PYTHONPATH get in the way.
cat > "$prefix/bin/presales" << END
#!/bin/sh
exec "$python" -E -s "$lib" "\$@"
END
chmod 755 "$prefix/bin/presales"

"$prefix/bin/presales" --version
echo "installed: $prefix/bin/presales   (to remove it: rm -r '$lib' '$prefix/bin/presales')"
case ":$PATH:" in *":$prefix/bin:"*) ;; *) echo "add to your PATH: export PATH=\"$prefix/bin:\$PATH\"" ;; esac
