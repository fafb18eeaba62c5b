#!/bin/sh
# Builds the wheel, installs it alone into an empty environment, and publishes with it from a folder of articles
# and a configuration of one line, so that what the wheel must carry is really in it.
set -eu
python=${1:-python3}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m venv "$work/venv"
"$work/venv/bin/python" -m pip --disable-pip-version-check --quiet install "$root"
mkdir "$work/site"
cp -r "$root/examples/content" "$work/site/content"
printf 'site: https://www.medigy.com/\n' > "$work/site/publisher.yaml"
cd "$work/site"
"$work/venv/bin/publisher" --version
"$work/venv/bin/publisher" build 2>"$work/findings.txt" || { cat "$work/findings.txt" >&2; exit 1; }
"$work/venv/bin/publisher" query 'SELECT (COUNT(*) AS ?articles) { ?article a schema:Article }'
for extra in pytest hypothesis ruff mypy; do
  if "$work/venv/bin/python" -c "import $extra" 2>/dev/null; then
    echo "the clean install carries the development package $extra" >&2
    exit 1
  fi
done
