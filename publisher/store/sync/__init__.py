"""Brings a store into step with a release (DESIGN: "Synchronising a store")."""
