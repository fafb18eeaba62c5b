#!/bin/sh
# Publishes examples/content and shows what came of it. The argument is the command `publisher`.
set -eu
cd "$(dirname "$0")/.."
publisher=${1:-publisher}
article=$(ls examples/content | head -n 1 | sed 's/\.md$//')

title() { printf '\n\033[1m%s\033[0m\n' "$1"; }

title '$ publisher build'
"$publisher" build

title "\$ publisher export --format turtle --article ${DEMO_ARTICLE:-$article}"
"$publisher" export --format turtle --article "${DEMO_ARTICLE:-$article}"

title '$ publisher query --file examples/interoperability.rq'
cat examples/interoperability.rq
echo
"$publisher" query --file examples/interoperability.rq

title 'The release'
ls -l build/current
ls build/current/
