"""Repairs of articles where nothing can be lost: a few letters are changed where they stand, and all else stays."""
