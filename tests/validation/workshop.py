"""Articles as bytes through reader, mapping and shapes of the project itself, to findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publisher.content.read import ReadOptions, read_article
from publisher.core.findings import Finding
from publisher.graph.workspace import Request, Workspace, open_workspace
from publisher.mapping.compile import CompiledMapping, compile_plan
from publisher.validation.background import Background
from publisher.validation.validate import Validation

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Workshop:
    """The project's own mapping, vocabularies and shapes, loaded once."""

    workspace: Workspace
    engine: str = "auto"

    @cached_property
    def validation(self) -> Validation:
        configuration = self.workspace.configuration
        assert configuration is not None
        files = {graph: str(file) for graph, file in self.workspace.vocabularies.files.items()}
        background = Background(self.workspace.vocabularies.lines, files)
        return Validation(configuration.shapes, self.engine, background)

    @cached_property
    def mapping(self) -> CompiledMapping:
        return compile_plan(self.workspace.plan, self.workspace.context)

    def findings(self, files: Mapping[str, bytes]) -> list[Finding]:
        """The findings of content, mapping and shapes, in the order of files and places."""
        findings: list[Finding] = []
        mapped = []
        for path, source in files.items():
            article, of_content = read_article(source, path, ReadOptions())
            findings += of_content
            if article is not None:
                made = self.mapping.map_article(article)
                findings += made.findings
                mapped.append((article, made))
        findings += self.validation.check(mapped, self.workspace.plan, self.workspace.context)
        return sorted(findings, key=Finding.sort_key)


def open_workshop(engine: str = "auto") -> Workshop:
    return Workshop(open_workspace(ROOT, Request()), engine)
