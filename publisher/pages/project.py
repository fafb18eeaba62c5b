"""The declaration that a project's configuration names, read with what its mapping and its vocabularies make."""

from __future__ import annotations

from publisher.core.errors import ConfigurationError
from publisher.graph.workspace import Workspace
from publisher.mapping.plan import Constant, Plan
from publisher.pages.declaration import Declaration, Surroundings, read_declaration


def page_declaration(workspace: Workspace) -> Declaration:
    """What `publisher.yaml` declares of page documents. Raises ConfigurationError that says where what is wrong."""
    configuration = workspace.configuration
    if configuration is None or configuration.pages.file is None:
        raise ConfigurationError(
            "publisher.yaml names no file that declares the page documents; write pages: {file: …}"
        )
    surroundings = Surroundings(
        schema=configuration.schema,
        prefixes=dict(workspace.plan.prefixes),
        context=configuration.pages.context,
        made=_made(workspace),
    )
    return read_declaration(configuration.pages.file, surroundings)


def _made(workspace: Workspace) -> frozenset[str] | None:
    """The predicates of the mapping and the vocabularies; None where the mapping makes some of data."""
    made = _constant_predicates(workspace.plan)
    of_vocabularies = (line.split(" ", 2)[1][1:-1] for line in workspace.vocabularies.lines)
    return None if made is None else made.union(of_vocabularies)


def _constant_predicates(plan: Plan) -> frozenset[str] | None:
    rules = (each for triples_map in plan.triples_maps for each in triples_map.predicate_objects)
    expressions = [each.expression for rule in rules for each in rule.predicates]
    constants = [each.value for each in expressions if isinstance(each, Constant)]
    return frozenset(constants) if len(constants) == len(expressions) else None
