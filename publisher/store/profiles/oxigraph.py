"""Oxigraph's server. It knows no users: what protects it is a proxy in front."""

from publisher.store.profiles.profile import StoreProfile

PROFILE = StoreProfile("oxigraph", "Oxigraph", "oxigraph+http://HOST:PORT", "/query", "/update")
