"""Formats of what two releases do not have in common: one file a format; `registry` names them."""
