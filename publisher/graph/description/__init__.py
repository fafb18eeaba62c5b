"""What a release says of itself: DCAT and VoID, and of which file each article's graph was made."""
