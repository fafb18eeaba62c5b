"""Virtuoso, which has limits.

Measured with 7.2.5: one INSERT DATA takes 2,000 triples of short terms, but not 5,000; an IRI is cut without a word
after 1,879 bytes; a blank node in INSERT DATA is refused.
"""

from publisher.store.profiles.profile import StoreProfile

PROFILE = StoreProfile(
    name="virtuoso",
    title="Virtuoso",
    example="virtuoso+http://HOST:PORT",
    query_path="/sparql",
    update_path="/sparql-auth",
    private_query_path="/sparql-auth",
    authentication="digest",
    graphs_a_request=10,
    triples_an_insert=1000,
    iri_bytes=1850,
    takes_blank_nodes=False,
)
