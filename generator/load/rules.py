"""The rules about the form of a file: what is said when its bytes or its YAML cannot be taken as they are."""

from generator.problems import Level, Rule
from generator.problems import same as _

UNREADABLE = Rule(
    "unreadable",
    Level.ERROR,
    _("The file cannot be read: %(reason)s."),
    _("Save it as a plain text file in UTF-8, with the name of the country code."),
)
TOO_BIG = Rule(
    "too-big",
    Level.ERROR,
    _("The file is larger than %(limit)s."),
    _("Shorten the texts, or link to long documents instead of copying them."),
)
ENCODING = Rule(
    "encoding",
    Level.ERROR,
    _("The file is not saved as UTF-8: the first byte that does not fit is on this line."),
    _("In your editor choose “Save with encoding: UTF-8”."),
)
HIDDEN_CHARACTER = Rule(
    "hidden-character",
    Level.ERROR,
    _("There is an invisible character here (%(character)s)."),
    _("Delete the line and type it again; the character probably came with text copied from elsewhere."),
)
LAYOUT = Rule(
    "layout",
    Level.ERROR,
    _("The file’s layout cannot be understood here."),
    _(
        "Compare the line with the ones around it: the same spaces at the beginning, "
        "a colon and a space after the field’s name, text with special signs in quotation marks."
    ),
)
TAB = Rule(
    "tab",
    Level.ERROR,
    _("There is a tab at the beginning of this line or between its parts."),
    _("Use spaces instead of tabs."),
)
COLON = Rule(
    "colon",
    Level.ERROR,
    _("The text of this line contains a colon followed by a space."),
    _('Put the whole text in quotation marks: "…".'),
)
NO_COLON = Rule(
    "no-colon",
    Level.ERROR,
    _("This line has no field name with a colon, and does not continue the text above it."),
    _("Write a name, a colon, a space and the value; or put a text that goes over several lines in quotation marks."),
)
QUOTE = Rule(
    "quote",
    Level.ERROR,
    _("A quotation mark or bracket is not closed."),
    _('Close it where the text ends. Inside "…" write \\" for a quotation mark that belongs to the text.'),
)
SPECIAL_START = Rule(
    "special-start",
    Level.ERROR,
    _("A text begins with a sign that has a special meaning here (such as @ ` %% or a second quotation mark)."),
    _('Put the whole text in quotation marks: "…".'),
)
BACKSLASH = Rule(
    "backslash",
    Level.ERROR,
    _('The backslash here does not begin a sign that can stand inside "…".'),
    _("Write the backslash twice, or write the sign itself."),
)
INDENT = Rule(
    "indentation",
    Level.ERROR,
    _("The spaces at the beginning of this line do not fit the lines above."),
    _("Fields of the same record begin in the same column. Move this line or the one above it."),
)
DUPLICATE_KEY = Rule(
    "duplicate-key",
    Level.ERROR,
    _("“%(key)s” is written twice in the same place; the first time on line %(first)s."),
    _("Keep one of the two, or give one of them another name."),
)
NOT_A_NAME = Rule(
    "not-a-name",
    Level.ERROR,
    _("The name of a field must be a short text."),
    _("Write a name, a colon, a space and the value."),
)
FEATURE = Rule(
    "yaml-feature",
    Level.ERROR,
    _("“%(feature)s” is a feature of YAML that is not allowed here."),
    _('Write the value out in full. If the sign belongs to the text, put the whole text in quotation marks: "…".'),
)
SECOND_DOCUMENT = Rule(
    "second-document",
    Level.ERROR,
    _("A second document begins here (a line with ---)."),
    _("Remove the line: a file holds one document."),
)
TOO_DEEP = Rule(
    "too-deep",
    Level.ERROR,
    _("The values are nested too deeply."),
    _("Check for brackets that are not closed."),
)
TOO_MANY = Rule(
    "too-many-values",
    Level.ERROR,
    _("The file has more than %(limit)s values."),
    _("Split or shorten the file."),
)
CUT_BY_HASH = Rule(
    "cut-by-hash",
    Level.ERROR,
    _("Everything after the # is left out: the text is read as “%(read)s”."),
    _(
        'If the # belongs to the text, put the whole text in quotation marks: "…". '
        "If it is a comment, write it on a line of its own."
    ),
)
NOT_FIELDS = Rule(
    "not-fields",
    Level.ERROR,
    _("The file does not contain fields."),
    _("Begin with “country: ” and the country code. “focalnet new” writes a file to start from."),
)
# The value of such a place is not what was written: what else is found there only follows from it.
IN_DOUBT = (FEATURE, HIDDEN_CHARACTER, CUT_BY_HASH)
RULES = (
    UNREADABLE,
    TOO_BIG,
    ENCODING,
    HIDDEN_CHARACTER,
    LAYOUT,
    TAB,
    COLON,
    NO_COLON,
    QUOTE,
    SPECIAL_START,
    BACKSLASH,
    INDENT,
    DUPLICATE_KEY,
    NOT_A_NAME,
    FEATURE,
    SECOND_DOCUMENT,
    TOO_DEEP,
    TOO_MANY,
    CUT_BY_HASH,
    NOT_FIELDS,
)
