"""The kinds of stores by name."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.store.profiles import fuseki, generic, graphdb, oxigraph, rdf4j, virtuoso
from publisher.store.profiles.profile import StoreProfile

GENERIC = generic.PROFILE
PROFILES: Mapping[str, StoreProfile] = {
    module.PROFILE.name: module.PROFILE for module in (oxigraph, fuseki, virtuoso, rdf4j, graphdb, generic)
}
