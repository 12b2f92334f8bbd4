"""The rules about values that do not fit the schema."""

from generator.problems import Level, Rule
from generator.problems import same as _

UNKNOWN_FIELD = Rule(
    "unknown-field",
    Level.ERROR,
    _("Unknown field “%(found)s”."),
    _("The fields that can stand here are: %(allowed)s."),
)
MISSPELT_FIELD = Rule(
    "misspelt-field",
    Level.ERROR,
    _("Unknown field “%(found)s”. Did you mean “%(nearest)s”?"),
    _("Write “%(nearest)s”, or remove the field."),
)
MISSING_FIELD = Rule(
    "missing-field",
    Level.ERROR,
    _("The field “%(missing)s” (%(title)s) is missing."),
    _("Add a line “%(missing)s: …” here."),
)
EMPTY = Rule("empty", Level.ERROR, _("“%(field)s” has no value."), _("Write %(expected)s, or remove the line."))
WRONG_TYPE = Rule(
    "wrong-type", Level.ERROR, _("“%(field)s” should be %(type)s; it is %(found)s."), _("Write %(expected)s.")
)
NOT_A_GROUP = Rule(
    "not-a-group",
    Level.ERROR,
    _("“%(field)s” should be a group of fields; it is %(found)s."),
    _("Write the fields of the group on the lines below it, further to the right: %(allowed)s."),
)
NOT_IN_LIST = Rule(
    "not-in-list",
    Level.ERROR,
    _("“%(found)s” is not one of the values of “%(field)s”."),
    _("Choose one of: %(allowed)s."),
)
MISSPELT_VALUE = Rule(
    "misspelt-value",
    Level.ERROR,
    _("“%(found)s” is not one of the values of “%(field)s”. Did you mean “%(nearest)s”?"),
    _("Choose one of: %(allowed)s."),
)
WRONG_FORM = Rule("wrong-form", Level.ERROR, _("“%(found)s” does not fit “%(field)s”."), _("Write %(expected)s."))
TOO_LONG = Rule(
    "too-long",
    Level.ERROR,
    _("“%(field)s” is longer than %(limit)s characters."),
    _("Shorten the text, or link to the long version."),
)
OUT_OF_RANGE = Rule(
    "out-of-range",
    Level.ERROR,
    _("%(found)s is too small or too large for “%(field)s”."),
    _("Write %(expected)s."),
)
REPEATED = Rule("repeated-value", Level.ERROR, _("A value stands twice in “%(field)s”."), _("Keep each value once."))
RULES = (
    UNKNOWN_FIELD,
    MISSPELT_FIELD,
    MISSING_FIELD,
    EMPTY,
    WRONG_TYPE,
    NOT_A_GROUP,
    NOT_IN_LIST,
    MISSPELT_VALUE,
    WRONG_FORM,
    TOO_LONG,
    OUT_OF_RANGE,
    REPEATED,
)
