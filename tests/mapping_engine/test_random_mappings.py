"""Any mapping over any articles: both readings agree, quads are read strictly, errors have places, nothing crashes."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from plans import article_of, compared, plan_of, strict
from random_mappings import Writer

from publisher.core.errors import MappingError
from publisher.mapping.compile import compile_plan
from publisher.mapping.context import MappingContext
from publisher.mapping.explain import explain


@given(
    st.randoms(use_true_random=False),
    st.sampled_from([None, "http://base.example/"]),
    st.sampled_from([None, "http://graph.example/$(a)", "http://graph.example/x"]),
)
@settings(max_examples=60, deadline=None)
def test_any_mapping_over_any_articles(random: Random, base: str | None, graph: str | None) -> None:
    writer = Writer(random)
    try:
        plan = plan_of(writer.mapping(), base=base, graph=graph)
    except MappingError:
        return  # a broken mapping tells where, see the tests of broken ones
    compiled = compile_plan(plan, MappingContext())
    for _ in range(3):
        article = article_of(writer.front_matter(), "<p>Some words</p>")
        made = compared(compiled, article)
        strict(made.lines)
        assert {triple.line for triple in explain(plan, compiled.context, article).triples} == made.lines
        assert all(finding.span.path == article.path for finding in made.findings)
