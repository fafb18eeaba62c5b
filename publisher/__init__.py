"""Publishes curated articles as a validated knowledge graph."""
