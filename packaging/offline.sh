#!/bin/sh
# Build what a machine without a network needs, and try it: `make offline`.
#
#   dist/presales-VERSION-offline.tar.gz    wheels, pip and install.sh
#   dist/presales-VERSION.pyz               the workbench in one file
#
# PLATFORMS and PYTHONS name other machines to carry wheels for, besides this one, such as
#   make offline PLATFORMS=manylinux_2_28_aarch64 PYTHONS="3.11 3.12"
set -eu

python=$1
version=$("$python" -c 'import presales_tui; print(presales_tui.__version__)')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder="$work/presales-$version-offline"
mkdir -p "$folder/wheels" dist
pip() { "$python" -m pip --disable-pip-version-check -q "$@"; }

pip wheel -w "$folder/wheels" .
pip download --no-deps --only-binary :all: -d "$folder/wheels" pip
for other in ${PLATFORMS:-}; do
    for release in ${PYTHONS:-3.11}; do
        echo "wheels for Python $release on $other"
        pip download --only-binary :all: --platform "$other" --python-version "$release" \
            --find-links "$folder/wheels" -d "$folder/wheels" "$folder"/wheels/presales-*.whl
    done
done
cp packaging/install.sh README.md LICENSE "$folder"
archive="$PWD/dist/presales-$version-offline.tar.gz"
tar -C "$work" --owner=0 --group=0 --numeric-owner -czf "$archive" "presales-$version-offline"

single="$PWD/dist/presales-$version.pyz"
"$python" -m shiv -q -c presales -p '/usr/bin/env -S python3 -s' -o "$single" \
    --no-index --find-links "$folder/wheels" presales

echo "trying both"
mkdir "$work/there"
tar -C "$work/there" -xzf "$archive"
sh "$work/there/presales-$version-offline/install.sh" "$work/there/prefix" > "$work/said" || { cat "$work/said"; exit 1; }
env -i HOME="$work/there" PATH="$PATH" "$work/there/prefix/bin/presales" demo -o "$work/installed.pptx"
env -i HOME="$work/there" PATH="$PATH" SHIV_ROOT="$work/shiv" "$single" demo -o "$work/single.pptx"
test -s "$work/installed.pptx" && test -s "$work/single.pptx"
ls -l "$archive" "$single" | awk '{ printf "%6.1f MB  %s\n", $5 / 1e6, $NF }'
