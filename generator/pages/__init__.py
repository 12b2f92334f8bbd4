"""The registry of page types: a page type is one module and one line here."""

from generator.pages import coordination, country, home, lists, record, reference, weblinks
from generator.pages.page import Page, PageType

PAGE_TYPES: tuple[PageType, ...] = (
    home.pages,
    country.pages,
    record.pages,
    lists.pages,
    coordination.pages,
    weblinks.pages,
    reference.pages,
)

__all__ = ["PAGE_TYPES", "Page", "PageType"]
