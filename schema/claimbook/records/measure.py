"""Measures and units: what a figure counts, and in what."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.records.markers import Child, Code
from claimbook.records.record import Published, Record
from claimbook.records.types import MOST_OF_CODE, MeasureCode, Release, Text, UnitCode, Url
from claimbook.records.types import Label as LabelText
from claimbook.records.vocabulary import Aggregation


class Unit(Record):
    """What is counted one by one, or what a quantity is measured in."""

    TABLE: ClassVar[Published] = Published(table="units", grain="One unit.", key=("code",))

    code: Annotated[UnitCode, Field(description="Code of the unit.")]
    label: Annotated[LabelText, Field(description="English label, in the singular.")]
    label_uk: Annotated[LabelText, Field(description="Ukrainian label.")]
    definition: Annotated[Text, Field(description="What is counted as one.")]
    counted: Annotated[
        bool, Field(description="Whether it is counted, so that figures in it are whole (R405).")
    ]
    nouns: Annotated[
        tuple[LabelText, ...],
        Child("unit_nouns", "unit", "noun", "An English noun, singular or plural, for the unit."),
        Field(description="English nouns that count in this unit."),
    ] = ()
    since: Annotated[Release | None, Field(description="First release; null: the first.")] = None
    deprecated_in: Annotated[
        Release | None, Field(description="Release that deprecated it; null: in use.")
    ] = None


class Measure(Record):
    """A question that a figure answers."""

    TABLE: ClassVar[Published] = Published(table="measures", grain="One measure.", key=("code",))

    code: Annotated[MeasureCode, Field(description="Code of the measure.")]
    label: Annotated[LabelText, Field(description="English label.")]
    label_uk: Annotated[LabelText, Field(description="Ukrainian label.")]
    definition: Annotated[Text, Field(description="What is counted, and what is not.")]
    units: Annotated[
        tuple[UnitCode, ...],
        Child("measure_units", "measure", "unit", "A unit in which the measure may be given."),
        Field(
            min_length=1,
            description="Units in which it may be given; a figure's unit must be one of them "
            "(R405).",
        ),
    ]
    additive: Annotated[
        bool, Field(description="Whether figures of disjoint scopes may be added up.")
    ]
    aggregation: Annotated[
        Aggregation | None,
        Code("aggregation"),
        Field(description="How such figures usually come; null: in several ways."),
    ] = None
    nouns: Annotated[
        tuple[LabelText, ...],
        Child("measure_nouns", "measure", "noun", "A counted noun that points to the measure."),
        Field(description="Noun class: counted nouns that point to the measure."),
    ] = ()
    verbs: Annotated[
        tuple[LabelText, ...],
        Child("measure_verbs", "measure", "verb", "A verb that points to the measure."),
        Field(description="Verb class: verbs that, with such a noun, point to the measure."),
    ] = ()
    iri: Annotated[
        Url | None, Field(description="Exact match in a public vocabulary; null: none known.")
    ] = None
    part_of: Annotated[
        tuple[MeasureCode, ...],
        Child("measure_wholes", "measure", "whole", "A measure of which this one is a part."),
        Field(
            description="Measures of which this one counts a part. Parts of one measure have "
            "nothing in common: neither one of them nor all together must exceed the whole within "
            "one statement (R402)."
        ),
    ] = ()
    since: Annotated[Release | None, Field(description="First release; null: the first.")] = None
    deprecated_in: Annotated[
        Release | None, Field(description="Release that deprecated it; null: in use.")
    ] = None


class VocabularyCode(Record):
    """One code of one code list."""

    TABLE: ClassVar[Published] = Published(
        table="codes",
        grain="One code of one code list.",
        key=("vocabulary", "code"),
        parents=(("vocabulary", "", "Name of the code list."),),
    )

    code: Annotated[
        str,
        Field(
            pattern="^([a-z][a-z0-9]*(_[a-z0-9]+)*|[A-F])$",
            max_length=MOST_OF_CODE,
            description="The code.",
        ),
    ]
    label_en: Annotated[LabelText, Field(description="English label.")]
    label_uk: Annotated[LabelText, Field(description="Ukrainian label.")]
    definition: Annotated[Text, Field(description="What the code means.")]
    iri: Annotated[
        Url | None, Field(description="Exact match in a public vocabulary; null: none known.")
    ] = None
    since: Annotated[Release | None, Field(description="First release; null: the first.")] = None
    deprecated_in: Annotated[
        Release | None, Field(description="Release that deprecated it; null: in use.")
    ] = None
