"""What every record has in common: frozen, strict, nothing unknown, offsets that make sense."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

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


class Record(BaseModel):
    """A frozen, strict record; unknown fields and silent conversions are errors."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    _blank: ClassVar[dict[str, Any]]
    """Every field in order, with its default, or nothing where it has none."""
    _names: ClassVar[set[str]]

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        cls._blank = {name: None if field.is_required() else field.default for name, field in cls.model_fields.items()}
        cls._names = set(cls._blank)

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:  # type: ignore[override] # mypy's plugin writes the signature anew
        """Return a record of these values unchecked, in half the time; a page has a thousand small records.

        The parser makes records so that say where something stands and what it has just cut out; citations, whose
        values come from many parsers, it has checked. ``benchmarks/rules.py`` holds all of them against the checked
        ones, and so does a property test; what is published is validated in any case.
        """
        record = object.__new__(cls)
        _put_values(record, cls._blank | values)
        _put_names(record, _fields_set or cls._names)
        _put_extra(record, None)
        _put_private(record, None)
        return record


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
