"""Templates of `publisher.yaml`: what stands for a value of its own is filled in, what stands for a field is looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping

from publisher.core.configuration_rules import UNKNOWN_EXTERNAL, WRONG_KIND
from publisher.core.configuration_section import Section
from publisher.core.suggest import did_you_mean
from publisher.core.yaml_nodes import Node

_EXTERNAL = re.compile(r"\$\(_([A-Za-z0-9_.-]+)\)")
_SOUND = re.compile(r"\\.|\$\((?:[^()\\]|\\.)+\)", re.DOTALL)
_ONE_REFERENCE = re.compile(r"\$\((?!_)[^()\[\]\\]+\)")


class Templates:
    """Reads templates with these externals, by name; ``asked`` are the names that templates have asked for."""

    def __init__(self, externals: Mapping[str, str]) -> None:
        self.externals = externals
        self.asked: set[str] = set()

    def expanded(self, section: Section, key: str) -> str:
        """The template at the key with its externals filled in; references to fields stay."""
        node = section.node(key)
        text = section.text(key)
        if node is None or not is_sound_template(section, node, text):
            return text

        def value(found: re.Match[str]) -> str:
            if found[1] in self.externals:
                self.asked.add(found[1])
                return self.externals[found[1]]
            hint = did_you_mean(found[1], self.externals)
            section.report(UNKNOWN_EXTERNAL, node, f"no value is given for {found[0]!r}.{hint}")
            return found[0]

        return _EXTERNAL.sub(value, text)

    def constant(self, section: Section, key: str) -> str:
        """The template at the key, in which no reference to a field can stand."""
        before = section.text(key)
        text = self.expanded(section, key)
        node = section.node(key)
        is_sound = "$(" not in _SOUND.sub("", before)
        if node is not None and is_sound and "$(" in _EXTERNAL.sub("", before):
            section.report(WRONG_KIND, node, f"{key!r} stands for no article, so it takes no reference to a field")
        return text


def read_reference(section: Section, key: str) -> str:
    """The one reference to a field that stands at the key, such as ``$(id)``."""
    node, text = section.node(key), section.text(key)
    if node is not None and text and not _ONE_REFERENCE.fullmatch(text):
        section.report(WRONG_KIND, node, f"{key!r} takes one reference to a field, such as $(id), not {text!r}")
    return text


def is_sound_template(section: Section, node: Node, text: str) -> bool:
    """Whether each reference is closed and names something; a finding where one is not."""
    if "$(" not in _SOUND.sub("", text):
        return True
    section.report(WRONG_KIND, node, f"a reference in {text!r} is not closed, or names nothing; write $(field)")
    return False
