"""Characters that a reader cannot see and a file must not contain (Trojan Source, CVE-2021-42574)."""

import re
from collections.abc import Iterator

# Controls, bidirectional overrides, line separators that YAML 1.1 takes for line ends, invisible operators,
# byte order marks inside the text, surrogates; fillers and tag letters, which no terminal or browser shows.
_NEVER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff"
    "\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0\U000e0000-\U000e007f]"
)
# Zero-width spaces and joiners separate words in Thai, Lao, Burmese and Khmer; anywhere else they only hide.
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff"
_ZERO_WIDTH = re.compile(f"(?<![{_SPACELESS}])[\u200b-\u200d]|[\u200b-\u200d](?![{_SPACELESS}])|\u00ad")


def hidden_characters(text: str) -> Iterator[re.Match[str]]:
    """Find every hidden character of a text."""
    yield from _NEVER.finditer(text)
    yield from _ZERO_WIDTH.finditer(text)
