"""What every record has in common: frozen, strict, nothing unknown, offsets that make sense."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticUndefined

SCHEMA_VERSION = "1.1.0"
"""Version of the tables and documents; the rule for changing it is in ``docs/schema-changes.md``."""

Text = Annotated[str, StringConstraints(min_length=1)]
"""A string that says something; what is not known is ``None``, never an empty string."""

Edtf = Annotated[
    str,
    StringConstraints(
        pattern=r"^(\.\.|-?[0-9X]{4}(-[0-9]{2}){0,2}[~?%]?)(/(\.\.|-?[0-9X]{4}(-[0-9]{2}){0,2}[~?%]?)?)?$"
    ),
]
"""A date of any precision: the part of EDTF (ISO 8601-2:2019, levels 0 and 1) that references use.

``1990``, ``2009-03``, ``1990-05-26``, ``1989/1993``, ``1990/..`` (still going on), ``1990~`` (circa),
``1990?`` (uncertain), ``XXXX`` (undated), ``-0330`` (331 BCE), ``2009-21`` (spring 2009).
"""


_put_values, _put_names, _put_extra, _put_private = (BaseModel.__dict__[slot].__set__ for slot in BaseModel.__slots__)
"""What puts the four parts of a record into a new one: its own way to set an attribute is closed."""

_MAKER = """
def model_construct(_fields_set=None, *, {arguments}):
    record = new(cls)
    put_values(record, {{{values}}})
    put_names(record, _fields_set or names)
    put_extra(record, None)
    put_private(record, None)
    return record
"""


class Record(BaseModel):
    """A frozen, strict record; unknown fields and silent conversions are errors."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        setattr(cls, "model_construct", staticmethod(_maker(cls)))  # noqa: B010 - a method is not assigned to


def _maker(record: type[Record]) -> Callable[..., Record]:
    """Return a function that makes a record of named values unchecked, in a third of the time; a page has a thousand.

    The parser makes records so that say where something stands and what it has just cut out; citations, whose values
    come from many parsers, it has checked. ``benchmarks/rules.py`` holds all of them against the checked ones, and so
    does a property test; what is published is validated in any case.

    The function is written out for each record, as those of named tuples and data classes are: its values are put
    down in the order of the fields, and a field that is unknown, or missing without a default, is a ``TypeError``.
    """
    fields = record.model_fields
    given = {
        "cls": record,
        "new": object.__new__,
        "names": set(fields),
        "defaults": {name: field.default for name, field in fields.items()},
        "put_values": _put_values,
        "put_names": _put_names,
        "put_extra": _put_extra,
        "put_private": _put_private,
    }
    needed = {name for name, field in fields.items() if field.default is PydanticUndefined}
    arguments = (name if name in needed else f"{name}=defaults[{name!r}]" for name in fields)
    written = _MAKER.format(arguments=", ".join(arguments), values=", ".join(f"{name!r}: {name}" for name in fields))
    exec(written, given)  # noqa: S102 - nothing in it comes from outside
    made: Callable[..., Record] = given["model_construct"]
    return made


class Located(Record):
    """A record that stands somewhere in the source text of its article."""

    start: int = Field(ge=0, description="First code point in the source text (0-based).")
    end: int = Field(ge=0, description="Code point after the last one in the source text (half-open).")

    @field_validator("end")  # of the field, not of the record: one that is made is not asked again where it is put
    @classmethod
    def _in_order(cls, end: int, info: ValidationInfo) -> int:
        start = info.data.get("start", 0)
        if end < start:
            raise ValueError(f"end {end} lies before start {start}")
        return end


class FieldSpan(Located):
    """Where the value of one field of a record stands in the source text."""

    field: Text = Field(description="Name of the field whose value stands here.")
