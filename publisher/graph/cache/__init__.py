"""What was made of articles that have not changed: kept beside the releases, never relied upon."""
