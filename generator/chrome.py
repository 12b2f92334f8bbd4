"""What the theme's templates need to know of a page: its language, its place, the menu. Layouts get slots instead."""

from collections.abc import Mapping
from typing import Any

from markupsafe import escape

from generator.layout import slot
from generator.menu import menu
from generator.network import Network
from generator.settings import Settings
from generator.stamp import Stamp
from generator.text import ENGLISH, Language, localize

THEME_LANGUAGES = {"pt": "pt-BR"}


class Chrome:
    """The chrome in one language."""

    def __init__(self, language: Language, network: Network, settings: Settings, stamp: Stamp) -> None:
        self.language = language
        self.settings = settings
        own = network.own.fields
        name = localize(own["name"], (language.tag, ENGLISH))
        self._shared: Mapping[str, Any] = {
            "_": language.gettext,
            "lang_tag": language.tag,
            "network_name": name.text,
            "name_lang": name.language if name.is_fallback else None,
            "network_short": localize(own.get("abbreviation", own["name"]), (language.tag, ENGLISH)).text,
            "licence": settings.data_licence,
            "repository_url": settings.repository_url,
            "stamp_date": language.date(stamp.date),
            "stamp_commit": stamp.commit,
        }

    @property
    def theme_language(self) -> str:
        """The language file of the theme, for its own few words."""
        return THEME_LANGUAGES.get(self.language.tag, self.language.tag)

    def edit_url(self, path: str) -> str:
        """Where a file can be edited."""
        return self.settings.edit_address(path)

    def layout(self) -> Mapping[str, Any]:
        """The context of the page that becomes the layout."""
        named = ("title", "description", "canonical", "base", "path", "edit", "source")
        return {
            **self._shared,
            **{f"{name}": slot(name) for name in named},
            "menu": slot("menu"),
            "is_layout": True,
        }

    def page(self, path: str, title: str, canonical: str, edit: str, base: str | None = None) -> Mapping[str, Any]:
        """The context of an editorial page at `path` below its language's root (`base`: for one served anywhere)."""
        depth = path.count("/")
        root = ("../" * depth or "./") if base is None else f"{base}/{self.language.tag}/"
        return {
            **self._shared,
            "title": f"{title} – {escape(self._shared['network_short'])}",  # MkDocs has escaped the title
            "description": "",
            "canonical": canonical,
            "base": "../" * depth + ".." if base is None else base,
            "path": path,
            "menu": menu(self.language.gettext, root, path),
            "edit": edit,
            "is_layout": False,
        }
