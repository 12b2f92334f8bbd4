"""Is this URL alive, and since when? Asked rarely, politely and only of public addresses.

The straight line: ``places`` ─ :func:`gather` ─▶ URLs ─ :func:`check_urls` (an engine, through the
:class:`Guard`) ─▶ answers ─ :func:`classify` ─▶ verdicts ─ :func:`advance` ─▶ history ─▶ :class:`Outcome`.
This package knows URLs and the places that name them; it knows no countries, no records and no pages.
"""

from generator.links.addresses import is_public
from generator.links.answers import Answer, Engine, Hop, Trouble
from generator.links.backlink import Backlink, links_back
from generator.links.checker import CheckerSettings, check
from generator.links.guard import Guard, Limits, open_guard
from generator.links.heads import Ruling
from generator.links.history import History, Policy, Record, advance
from generator.links.history_file import Loaded, read_history, write_history
from generator.links.run import Outcome, Standing, check_urls
from generator.links.states import Doubt, State, Verdict, classify
from generator.links.suppress import Applied, Suppression, SuppressionFinding, Why, apply, read_suppressions
from generator.links.urls import Gathered, Place, RefusedUrl, UrlRefusedError, gather, normal_url

__all__ = [
    "Answer",
    "Applied",
    "Backlink",
    "CheckerSettings",
    "Doubt",
    "Engine",
    "Gathered",
    "Guard",
    "History",
    "Hop",
    "Limits",
    "Loaded",
    "Outcome",
    "Place",
    "Policy",
    "Record",
    "RefusedUrl",
    "Ruling",
    "Standing",
    "State",
    "Suppression",
    "SuppressionFinding",
    "Trouble",
    "UrlRefusedError",
    "Verdict",
    "Why",
    "advance",
    "apply",
    "check",
    "check_urls",
    "classify",
    "gather",
    "is_public",
    "links_back",
    "normal_url",
    "open_guard",
    "read_history",
    "read_suppressions",
    "write_history",
]
