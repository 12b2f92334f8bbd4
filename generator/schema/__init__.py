"""The JSON Schema door: gives every value its type, says what does not fit, and tells the rest of the code the fields.

The files in `schema/` are the only truth about fields: titles, help, order, code lists and rules all come from here.
"""

from generator.schema import rules
from generator.schema.model import Field, Schema
from generator.schema.typed import typed, walk
from generator.schema.words import nearest

RULES = rules.RULES
__all__ = ["RULES", "Field", "Schema", "nearest", "typed", "walk"]
