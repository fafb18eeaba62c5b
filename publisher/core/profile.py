"""Where the built-in profile lies: ontology, mapping and shapes as published with the package."""

from __future__ import annotations

from pathlib import Path


def profile_folder() -> Path:
    """The folder whose `publisher.yaml` gives what a project's own leaves out.

    In an installed package it is inside the package; in a checkout it is the checkout.
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / "profile"
    return installed if installed.is_dir() else package.parent
