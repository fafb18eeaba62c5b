"""Builds the tree of a YAML text from PyYAML's events, without recursion and within limits."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from publisher.core.findings import Finding
from publisher.core.rules import Rule
from publisher.core.spans import SourceSpan
from publisher.core.yaml_frames import Anchors, Frame, Stop, Weight, YamlLimits
from publisher.core.yaml_nodes import Entry, Mark, Node, ScalarNode
from publisher.core.yaml_places import Places, runs_left_of
from publisher.core.yaml_problems import further_documents, syntax_finding
from publisher.core.yaml_rules import (
    YAML_ALIAS,
    YAML_CHARACTER,
    YAML_COMPLEX_KEY,
    YAML_CONTROL_CHARACTER,
    YAML_DUPLICATE_KEY,
    YAML_INDENTATION,
    YAML_LIMIT,
    YAML_MERGE,
    YAML_SYNTAX,
    YAML_TAG,
)
from publisher.core.yaml_scalars import (
    COLLECTION_TAGS,
    CORE_TAG,
    SCALAR_TAGS,
    NumberTooLongError,
    Scalar,
    resolve_plain,
    resolve_tagged,
)
from publisher.core.yaml_text import EscapeError, ParserText, escaped_control, find_control, find_forbidden, prepare
from publisher.core.yaml_warnings import form_warning

__all__ = ["YamlLimits", "build_yaml"]

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STYLES = {"'": "single", '"': "double", "|": "literal", ">": "folded"}


def build_yaml(
    text: str,
    path: str,
    *,
    first_line: int = 1,
    first_offset: int = 0,
    limits: YamlLimits | None = None,
) -> tuple[Node | None, list[Finding]]:
    """The tree of the first document in ``text``, and what is wrong with the text.

    None where there is no document or where an error is too grave to go on. ``first_line`` and
    ``first_offset`` tell where in its file the text begins; it begins at the start of a line.

    >>> from publisher.core.yaml_nodes import child
    >>> node, findings = build_yaml("a: 1.10", "x.yaml")
    >>> child(node, "a").written, child(node, "a").start, findings
    ('1.10', Mark(line=1, column=4, offset=3), [])
    """
    builder = _Builder(text, Places(path, text, first_line, first_offset), limits or YamlLimits())
    try:
        return builder.build(), builder.findings
    except Stop as stop:
        builder.findings.append(stop.finding)
        return None, builder.findings


class _Builder:
    """One pass over the events; holds the collections that are open."""

    def __init__(self, text: str, places: Places, limits: YamlLimits) -> None:
        self.original = text
        self.places = places
        self.findings: list[Finding] = []
        self._limits = limits
        self._frames: list[Frame] = []
        self._anchors = Anchors(limits)
        self._nodes = 0
        self._root: Node | None = None
        self._prepared = ParserText("", {}, {})

    def build(self) -> Node | None:
        forbidden = find_forbidden(self.original)
        if forbidden is not None:
            message = f"the character U+{ord(self.original[forbidden]):04X} is not allowed in YAML"
            raise Stop(YAML_CHARACTER.at(self.places.span_at(forbidden), message))
        control = find_control(self.original)
        if control is not None:
            message = f"the control character U+{ord(self.original[control]):04X} stands here"
            self._report(YAML_CONTROL_CHARACTER, self.places.span_at(control), message)
        try:
            text = self.original if self.original.endswith("\n") else f"{self.original}\n"
            self._prepared = prepare(text)
        except EscapeError as error:
            raise Stop(YAML_CHARACTER.at(self.places.span_at(0), f"the text {error}")) from error
        events = yaml.parse(self._prepared.text, Loader=_LOADER)
        try:
            self._read_document(events)
        except yaml.MarkedYAMLError as error:
            raise Stop(syntax_finding(error, self.places)) from error
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            raise Stop(YAML_SYNTAX.at(self.places.span_at(0), f"this is not YAML: {error}")) from error
        self.findings.extend(further_documents(events, self.places))
        return self._root

    def _read_document(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._add_scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close(event)
            elif isinstance(event, yaml.AliasEvent):
                self._add_alias(event)
            elif isinstance(event, yaml.DocumentEndEvent):
                return

    # Nodes ------------------------------------------------------------------------------------------

    def _add_scalar(self, event: yaml.ScalarEvent) -> None:
        self._count()
        start, end = self._content_start(event), self.places.mark(event.end_mark)
        style = _STYLES.get(event.style or "", "plain")
        written = event.value
        if self._prepared.is_changed:
            written = self._restore(event, style)
        if style == "double" and (escaped := escaped_control(written, self.original)):
            message = f"an escape writes the control character U+{ord(escaped):04X}"
            self._report(YAML_CONTROL_CHARACTER, self.places.between(start, end), message)
        is_plain = style == "plain" and event.tag is None
        if self._expects_key():
            value: Scalar = written
        else:
            value = (
                self._resolve_plain(written, start, end)
                if is_plain
                else self._resolve(event.tag, written, style, start)
            )
        node = ScalarNode(value, written, style, start, end)
        if start.line != end.line and style in {"single", "double"}:
            self._check_indentation(start, end, is_quoted=True)
        weight = Weight(1, len(written))
        if event.anchor is not None:
            self._anchors.define(event.anchor, node, weight)
        self._add(node, weight, plain=is_plain)

    def _restore(self, event: yaml.ScalarEvent, style: str) -> str:
        original = self.places.written(event.start_mark, event.end_mark)
        try:
            return self._prepared.restore(event.value, original, double_quoted=style == "double")
        except EscapeError as error:
            raise Stop(YAML_CHARACTER.at(self.places.span(event.start_mark, event.end_mark), str(error))) from error

    def _resolve_plain(self, written: str, start: Mark, end: Mark) -> Scalar:
        try:
            value = resolve_plain(written)
        except NumberTooLongError as error:
            raise Stop(self._too_long(error, start, end)) from error
        warning = form_warning(written, value)
        if warning:
            self._report(warning.rule, self.places.between(start, end), warning.message)
        return value

    def _resolve(self, tag: str | None, written: str, style: str, start: Mark) -> Scalar:
        """The value of a scalar in quotes or with a tag."""
        if tag is None or tag == "!":
            return written
        try:
            if tag in SCALAR_TAGS:
                return resolve_tagged(tag.removeprefix(CORE_TAG), written)
            self._warn_of_tag(tag, self.places.between(start, start))
            return resolve_plain(written) if style == "plain" and not tag.startswith(CORE_TAG) else written
        except NumberTooLongError as error:
            raise Stop(self._too_long(error, start, start)) from error

    def _too_long(self, error: NumberTooLongError, start: Mark, end: Mark) -> Finding:
        return YAML_LIMIT.at(self.places.between(start, end), f"{error} is more than can be read")

    def _add_alias(self, event: yaml.AliasEvent) -> None:
        self._count()
        span = self.places.span(event.start_mark, event.end_mark)
        if any(frame.anchor == event.anchor for frame in self._frames):
            raise Stop(YAML_ALIAS.at(span, f"the alias *{event.anchor} stands inside its own anchor"))
        anchored = self._anchors.expand(event.anchor, span)
        self._add(anchored.node, anchored.weight, plain=False)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._count()
        span = self.places.span(event.start_mark, event.end_mark)
        if self._expects_key():
            raise Stop(YAML_COMPLEX_KEY.at(span, "a key is a list or a mapping here; a text was expected"))
        if len(self._frames) >= self._limits.depth:
            raise Stop(YAML_LIMIT.at(span, f"nested deeper than {self._limits.depth} levels"))
        if event.tag is not None and event.tag != "!" and event.tag not in COLLECTION_TAGS:
            self._warn_of_tag(event.tag, span)
        start = self._content_start(event)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._frames.append(Frame(start, is_mapping, bool(event.flow_style), event.anchor))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        frame = self._frames.pop()
        end = self.places.mark(event.end_mark) if frame.is_flow else frame.end
        node = frame.close(end)
        if frame.is_flow:
            self._check_indentation(frame.start, end)
        self._anchors.define(frame.anchor, node, frame.weight)
        self._add(node, frame.weight, plain=False)

    def _add(self, node: Node, weight: Weight, *, plain: bool) -> None:
        if not self._frames:
            self._root = node
            return
        frame = self._frames[-1]
        frame.weight += weight
        if node.end.offset > frame.end.offset:
            frame.end = node.end
        if not frame.is_mapping:
            frame.items.append(node)
        elif frame.key is None:
            if not isinstance(node, ScalarNode):
                span = self.places.between(frame.start, frame.end)
                raise Stop(YAML_COMPLEX_KEY.at(span, "a key is an alias of a list or mapping; a text was expected"))
            frame.key, frame.key_merges = node, plain and node.written == "<<"
        else:
            self._add_entry(frame, frame.key, node)
            frame.key = None

    def _add_entry(self, frame: Frame, key: ScalarNode, node: Node) -> None:
        if frame.key_merges:
            span = self.places.between(key.start, key.end)
            if frame.merge_was_read:
                raise Stop(YAML_MERGE.at(span, "a second merge key; give one a list of mappings instead"))
            if not frame.merge(node):
                raise Stop(YAML_MERGE.at(span, "a merge key takes a mapping or a list of mappings"))
            return
        first = frame.entries.get(key.written)
        if first:
            self.findings.append(
                YAML_DUPLICATE_KEY.at(
                    self.places.between(key.start, key.end),
                    f"the key {key.written[:80]!r} is here a second time; the first is in line {first.key.start.line}",
                    field_path=(*self._path(), key.written),
                    related=(self.places.related(first.key, "the first one"),),
                )
            )
        frame.entries[key.written] = Entry(key, node)

    def _content_start(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Mark:
        """Where a node's own text begins, behind its anchor and tag."""
        if event.anchor is None and event.tag is None:
            return self.places.mark(event.start_mark)
        if event.anchor is not None and self.places.is_odd_anchor(event.start_mark):
            span = self.places.span(event.start_mark, event.start_mark)
            raise Stop(YAML_SYNTAX.at(span, "this anchor's name holds more than letters, digits, - and _"))
        return self.places.behind_properties(event.start_mark)

    # Checks -----------------------------------------------------------------------------------------

    def _expects_key(self) -> bool:
        return bool(self._frames) and self._frames[-1].is_mapping and self._frames[-1].key is None

    def _path(self) -> tuple[str | int, ...]:
        return tuple(frame.step() for frame in self._frames[:-1])

    def _count(self) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            place = self._frames[-1].end if self._frames else self.places.first
            message = f"more than {self._limits.nodes:,} values"
            raise Stop(YAML_LIMIT.at(self.places.between(place, place), message))

    def _check_indentation(self, start: Mark, end: Mark, *, is_quoted: bool = False) -> None:
        if start.line == end.line or any(frame.is_flow for frame in self._frames):
            return
        indent = self._frames[-1].start.column - 1 if self._frames else -1
        if is_quoted and self._frames and not self._frames[-1].is_mapping:
            indent -= 1  # below the dash of its list quoted text is read by everyone
        line = runs_left_of(self.original, start.offset - self.places.first.offset, end.offset - start.offset, indent)
        if line:
            span = SourceSpan.point(self.places.path, start.line + line)
            self._report(YAML_INDENTATION, span, "text in quotes or brackets goes on here without being indented")

    def _warn_of_tag(self, tag: str, span: SourceSpan) -> None:
        shown = tag.replace(CORE_TAG, "!!")
        self._report(YAML_TAG, span, f"the tag {shown[:80]} is not known here; the value is read without it")

    def _report(self, rule: Rule, span: SourceSpan, message: str) -> None:
        self.findings.append(rule.at(span, message))
