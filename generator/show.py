"""How a value is written on a page, decided by its part of the schema alone: a new field needs no template."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from generator.formats import SCHEMES, is_url
from generator.network import Record
from generator.problems import same as _
from generator.view import View

Show = Callable[[View, Mapping[str, Any], Any, Record], Markup]


def show(view: View, schema: Mapping[str, Any], value: Any, record: Record) -> Markup:
    """Write a value as HTML. Everything that comes from a file is escaped; only safe addresses become links."""
    if schema.get("x-text"):
        return view.text(value, record.owner)
    if "x-ref" in schema:
        return _reference(view, schema, value, record)
    if "oneOf" in schema:
        titles = {row["const"]: row["title"] for row in schema["oneOf"]}
        return escape(view.language.gettext(titles.get(value, str(value))))
    by_format = _FORMATS.get(str(schema.get("format")))
    if by_format:
        return by_format(view, schema, value, record)
    return _TYPES.get(type(value), _plain)(view, schema, value, record)


def facts(view: View, record: Record, without: Sequence[str]) -> Iterator[tuple[str, Markup]]:
    """The fields of a record as (title, HTML), each with its doubt and its own source if it has them."""
    uncertain, sources = record.get("uncertain") or (), record.get("field_sources") or {}
    for field, content in view.fields(record, without=without):
        shown = show(view, field.schema, content, record)
        if field.name in uncertain:
            shown += Markup(f' <span class="fn-gap">{escape(view.language.gettext(_("not certain")))}</span>')
        if field.name in sources:
            own = link(view, sources[field.name], view.language.gettext(_("Source")))
            shown += Markup(f' <span class="fn-small">({own})</span>')
        if field.is_private:  # the search index is a file like those for download
            shown = Markup(f"<span data-pagefind-ignore>{shown}</span>")
        yield view.language.gettext(field.title), shown


def link(view: View, address: str, words: str | None = None) -> Markup:
    """A link to an address of an allowed scheme; any other address stays plain text."""
    if not is_url(address) or address.split(":", 1)[0].lower() not in SCHEMES:
        return escape(words or address)
    shown = words or address.removeprefix("https://").removeprefix("http://").rstrip("/")
    return Markup(f'<a href="{escape(address)}" rel="noopener nofollow">{escape(shown)}</a>') + _state(view, address)


def _state(view: View, address: str) -> Markup:
    """What is known of an address, beside its link."""
    known = view.link_state(address)
    if known is None:
        return Markup("")
    state, words, archive = known
    mark = f' <span class="fn-link fn-link--{escape(state)}">{escape(words)}</span>'
    if archive:
        copy = escape(view.language.gettext(_("Archived copy")))
        mark += f' <a href="{escape(archive)}" rel="noopener nofollow">{copy}</a>'
    return Markup(mark)


def _reference(view: View, schema: Mapping[str, Any], value: Any, record: Record) -> Markup:
    target = view.network.find(record, schema["x-ref"], str(value))
    if target is None:
        return escape(value)
    return Markup(f'<a href="{escape(view.link(target))}">{view.text(view.name(target), target.owner)}</a>')


def _address(view: View, _schema: Mapping[str, Any], value: Any, _record: Record) -> Markup:
    return link(view, str(value))


def _email(view: View, _schema: Mapping[str, Any], value: Any, _record: Record) -> Markup:
    return link(view, f"mailto:{value}", str(value)) + _copy(view, str(value))


def _phone(view: View, _schema: Mapping[str, Any], value: Any, _record: Record) -> Markup:
    return link(view, telephone(str(value)), str(value)) + _copy(view, str(value))


def telephone(number: str) -> str:
    """The tel: address of a number (RFC 3966), with the plus sign and hyphens for spaces."""
    return "tel:" + "-".join(number.split())


def _copy(view: View, value: str) -> Markup:
    words = view.language.gettext(_("Copy"))
    return Markup(f' <button type="button" class="fn-copy" data-copy="{escape(value)}" hidden>{escape(words)}</button>')


def _date(view: View, _schema: Mapping[str, Any], value: Any, _record: Record) -> Markup:
    return Markup(f'<time datetime="{escape(value)}">{escape(view.language.date(str(value)))}</time>')


def _language(view: View, _schema: Mapping[str, Any], value: Any, _record: Record) -> Markup:
    return escape(view.language.language_name(str(value)))


def _country(view: View, _schema: Mapping[str, Any], value: Any, _record: Record) -> Markup:
    code = str(value).lower()
    name = view.country_name(code)
    if code not in view.network.countries:
        return escape(name)
    return Markup(f'<a href="{escape(view.root)}{escape(code)}/">{escape(name)}</a>')


def _currency(view: View, _schema: Mapping[str, Any], value: Any, _record: Record) -> Markup:
    return escape(f"{view.language.currency_name(str(value))} ({value})")


def _list(view: View, schema: Mapping[str, Any], value: Any, record: Record) -> Markup:
    shown = [show(view, schema.get("items", {}), item, record) for item in value]
    if schema.get("items", {}).get("type") == "object" or schema.get("items", {}).get("x-text"):
        return Markup("<ul>" + "".join(f"<li>{item}</li>" for item in shown) + "</ul>")
    return Markup(", ").join(shown)


def _group(view: View, schema: Mapping[str, Any], value: Any, record: Record) -> Markup:
    parts = []
    for name, part in schema.get("properties", {}).items():
        if name in value:
            title = view.language.gettext(str(part.get("title", name)))
            shown = show(view, part, value[name], record)
            parts.append(f'<span class="fn-part"><span class="fn-part__title">{escape(title)}</span> {shown}</span>')
    return Markup(" ".join(parts))


def _boolean(view: View, _schema: Mapping[str, Any], value: Any, _record: Record) -> Markup:
    return escape(view.language.gettext(_("Yes") if value else _("No")))


def _number(view: View, _schema: Mapping[str, Any], value: Any, _record: Record) -> Markup:
    return escape(view.language.number(value))


def _plain(_view: View, _schema: Mapping[str, Any], value: Any, _record: Record) -> Markup:
    return escape(str(value))


_FORMATS: dict[str, Show] = {
    "uri": _address,
    "email": _email,
    "phone": _phone,
    "date": _date,
    "partial-date": _date,
    "language": _language,
    "country": _country,
    "currency": _currency,
}
_TYPES: dict[type, Show] = {
    list: _list,
    dict: _group,
    bool: _boolean,
    int: _number,
    float: _number,
    str: _plain,
}
