"""Eclipse RDF4J's server: the address ends in the ID of a repository."""

from publisher.store.profiles.profile import StoreProfile

PROFILE = StoreProfile(
    name="rdf4j",
    title="Eclipse RDF4J",
    example="rdf4j+http://HOST:PORT/rdf4j-server/repositories/ID",
    query_path="",
    update_path="/statements",
)
