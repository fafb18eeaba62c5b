"""The layout that front matters share: their keys in their order and nesting, and the forms that values have been in.

Articles of one content system are written alike. A layout is learned from front matters that the reader of lines has
read, and grows with each that differs: a key that one does not have becomes optional, and a value may have several
forms. What the forms mean is said by `layout_code`, and the reader of lines stays the measure of both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum


class Kind(IntEnum):
    """What a value looks like, in the order in which the forms of one key are tried."""

    SINGLE = 1  # in single quotes
    DOUBLE = 2
    INTEGER = 3
    TRUTH = 4
    FLOW = 5  # a list in brackets
    DIGITS = 6  # text that may begin with digits
    TEXT = 7  # plain, and surely text
    OTHER = 8  # any scalar that the reader of lines reads, looked up
    SINGLES = 9  # a list below its key, each item in single quotes
    DOUBLES = 10
    TEXTS = 11
    OTHERS = 12
    MAPPING = 13
    NOTHING = 14


@dataclass(slots=True)
class Form:
    """One form of a value. ``indent`` is that of a list's dashes, a mapping's keys, or the further lines of a text."""

    kind: Kind
    indent: int = 0
    inner: Layout | None = None


@dataclass(slots=True)
class Field:
    """A key's forms; whether front matters lack it, and whether comments or empty lines stand before it."""

    forms: dict[tuple[Kind, int], Form]
    is_optional: bool = False
    is_behind_comment: bool = False

    def agrees_with(self, other: Field) -> bool:
        """Whether mappings inside have their keys in one order."""
        both = ((form.inner, self.forms[key].inner) for key, form in other.forms.items() if key in self.forms)
        return all(known is None or seen is None or known.agrees_with(seen) for seen, known in both)

    def merge(self, other: Field) -> None:
        """Allow what the other allows too, with which it agrees."""
        self.is_optional |= other.is_optional
        self.is_behind_comment |= other.is_behind_comment
        for key, form in other.forms.items():
            known = self.forms.setdefault(key, form)
            if known is not form and known.inner is not None and form.inner is not None:
                known.inner.merge(form.inner)


@dataclass(slots=True)
class Layout:
    """The fields of one mapping in their order."""

    fields: dict[str, Field] = field(default_factory=dict)
    ends_in_comment: bool = False
    has_hashes: bool = False

    def agrees_with(self, other: Layout) -> bool:
        """Whether both have their keys in one order, those of mappings inside too."""
        shared = [name for name in other.fields if name in self.fields]
        ordered = [name for name in self.fields if name in other.fields]
        return shared == ordered and all(self.fields[name].agrees_with(other.fields[name]) for name in shared)

    def merge(self, other: Layout) -> None:
        """Allow what the other allows too, with which it agrees.

        >>> text, nothing = Form(Kind.TEXT), Form(Kind.NOTHING)
        >>> layout = Layout({"a": Field({(Kind.TEXT, 0): text})})
        >>> layout.merge(Layout({"b": Field({(Kind.TEXT, 0): text}), "a": Field({(Kind.NOTHING, 0): nothing})}))
        >>> list(layout.fields), layout.fields["b"].is_optional, len(layout.fields["a"].forms)
        (['b', 'a'], True, 2)
        """
        names = self._order(other)
        for name, added in other.fields.items():
            if name in self.fields:
                self.fields[name].merge(added)
            else:
                added.is_optional = True
        for name, known in self.fields.items():
            known.is_optional |= name not in other.fields
        self.fields = {name: self.fields.get(name) or other.fields[name] for name in names}
        self.ends_in_comment |= other.ends_in_comment
        self.has_hashes |= other.has_hashes

    def size(self) -> int:
        """The number of fields, those of mappings inside included."""
        forms = (form for field in self.fields.values() for form in field.forms.values())
        return len(self.fields) + sum(form.inner.size() for form in forms if form.inner is not None)

    def _order(self, other: Layout) -> list[str]:
        """The names of both, each one's in its order: what only the other has stands behind what it has before it."""
        order, at = list(self.fields), 0
        for name in other.fields:
            if name in self.fields:
                at = order.index(name)
            else:
                order.insert(at, name)
            at += 1
        return order
