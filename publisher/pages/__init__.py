"""Page documents: the JSON-LD of each article's page, built from a release, written for a site, and read back from it."""
