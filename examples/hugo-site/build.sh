#!/bin/sh
# Builds the site into examples/hugo-site/public/: the documents into its assets, the articles into its sections.
#     sh examples/hugo-site/build.sh [PUBLISHER] [HUGO]
set -eu
publisher=${1:-publisher}
hugo=${2:-hugo}
site=$(dirname "$0")
project=$site/../..
"$publisher" -C "$project" build 2>/dev/null
"$publisher" -C "$project" pages --to "$site/assets/pages"
rm -rf "$site/content"
for article in "$project"/examples/content/*.md; do # a section is the article's basePath
  section=$(sed -n 's/^basePath: *//p' "$article" | head -n 1)
  mkdir -p "$site/content/$section"
  cp "$article" "$site/content/$section"
done
find "$site/content" -mindepth 1 -type d -exec touch {}/_index.md \; # Hugo's :sections are folders that have one
"$hugo" --source "$site" --cleanDestinationDir
"$publisher" -C "$project" pages --check "$site/public"
