#!/bin/sh
# Publishes examples/content and shows what came of it. The argument is the command `publisher`.
set -eu
cd "$(dirname "$0")/.."
publisher=${1:-publisher}
article=04f20c81-e635-518e-8f58-0ad06a83ebca

bold='' plain=''
if [ -t 1 ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); fi
title() { printf '\n%s%s%s\n' "$bold" "$1" "$plain"; }

title '$ publisher build'
if ! "$publisher" build 2>build.log; then
  cat build.log >&2
  rm -f build.log
  exit 1
fi
tail -n 1 build.log
rm -f build.log
echo 'publisher validate shows each finding with its place'

title "\$ publisher export --format turtle --article $article"
"$publisher" export --format turtle --article "$article" 2>/dev/null

title '$ publisher query --file examples/interoperability.rq'
cat examples/interoperability.rq
echo
"$publisher" query --file examples/interoperability.rq

title 'The release'
printf 'build/current -> build/%s\n' "$(readlink build/current)"
ls build/current/
