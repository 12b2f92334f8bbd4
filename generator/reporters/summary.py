"""The last line of a check: how many problems of each level, and what to do next."""

from collections import Counter
from collections.abc import Sequence

from generator.problems import Level, Problem
from generator.problems import same as _
from generator.text import Language


def summary(problems: Sequence[Problem], files: int, language: Language) -> str:
    """One sentence that counts files, errors, warnings and to-dos."""
    count = Counter(problem.level for problem in problems)
    ngettext = language.ngettext
    parts = [
        ngettext("%(count)s file checked", "%(count)s files checked", files) % {"count": files},
        ngettext("%(count)s error", "%(count)s errors", count[Level.ERROR]) % {"count": count[Level.ERROR]},
        ngettext("%(count)s warning", "%(count)s warnings", count[Level.WARNING]) % {"count": count[Level.WARNING]},
        ngettext(
            "%(count)s thing to do (shown with --todo)",
            "%(count)s things to do (shown with --todo)",
            count[Level.TODO],
        )
        % {"count": count[Level.TODO]},
    ]
    return ", ".join(parts) + "."


def asked(addresses: int, count: int, offline: bool, problems: Sequence[Problem], language: Language) -> str:
    """One sentence about a run of the link checker."""
    ngettext = language.ngettext
    parts = [
        ngettext("%(count)s address", "%(count)s addresses", addresses) % {"count": addresses},
        ngettext("%(count)s asked now", "%(count)s asked now", count) % {"count": count},
        ngettext("%(count)s to look at", "%(count)s to look at", len(problems)) % {"count": len(problems)},
    ]
    words = ", ".join(parts) + "."
    if offline:
        words += " " + language.gettext(_("Nobody could be reached: is this machine connected? Nothing was noted."))
    return words
