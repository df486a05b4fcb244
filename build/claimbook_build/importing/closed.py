"""What dataclasses have in common whose JSON Schema is published."""

from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

Number = Annotated[int, Field(ge=0)]
"""How often something is there."""


class Closed:
    """What JSON Schema says of each object: it has these fields and no others."""

    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
