"""Contacts are those of offices and can be reached (privacy; UNCTAD's test of enquiry points, 2024)."""

from collections.abc import Iterator

from generator.checks.context import Check, Context
from generator.formats import is_date, is_mobile, is_phone
from generator.network import Member, Network, Record
from generator.problems import Level, Problem, Rule
from generator.problems import same as _

WEB_MAIL = Rule(
    "private-mailbox",
    Level.WARNING,
    _("“%(found)s” is an address at a mail service for private persons."),
    _("Use the mailbox of the office, at the agency’s own domain."),
)
MOBILE = Rule(
    "mobile-number",
    Level.WARNING,
    _("“%(found)s” is a mobile telephone, perhaps a person’s own."),
    _("Use the telephone of the office."),
)
UNREACHABLE = Rule(
    "no-way-to-reach",
    Level.TODO,
    _("The focal point has no e-mail, telephone or form."),
    _("Add “email”, the mailbox of the office, and “phone” if there is one."),
)
CONSENT_ENDED = Rule(
    "consent-ended",
    Level.WARNING,
    _("The consent of the person named here ended on %(until)s; the name is no longer shown."),
    _("Ask for a new consent and write its dates, or remove “person”."),
)
WAYS = ("email", "phone", "form")


def find(network: Network, context: Context) -> Iterator[Problem]:
    """Judge the e-mail addresses and telephones of all records."""
    for member in network.members:
        for record in member.records():
            yield from _email(member, record, context)
            yield from _phone(member, record)
            yield from _consent(member, record, context)
            if record.section == "focal_points" and not any(record.get(way) for way in WAYS):
                yield member.source.problem(UNREACHABLE, record.pointer, at_name=True)


def _email(member: Member, record: Record, context: Context) -> Iterator[Problem]:
    email = record.get("email")
    if isinstance(email, str) and email.rpartition("@")[2].lower() in context.settings.web_mail:
        yield member.source.problem(WEB_MAIL, (*record.pointer, "email"), found=email)


def _phone(member: Member, record: Record) -> Iterator[Problem]:
    phone = record.get("phone")
    if not isinstance(phone, str) or not is_phone(phone):
        return
    if is_mobile(phone):
        yield member.source.problem(MOBILE, (*record.pointer, "phone"), found=phone)


def _consent(member: Member, record: Record, context: Context) -> Iterator[Problem]:
    person = record.get("person")
    consent = person.get("consent") if isinstance(person, dict) else None
    until = consent.get("until") if isinstance(consent, dict) else None
    if isinstance(until, str) and is_date(until) and until < context.today.isoformat():
        yield member.source.problem(CONSENT_ENDED, (*record.pointer, "person", "consent", "until"), until=until)


CHECK = Check((WEB_MAIL, MOBILE, UNREACHABLE, CONSENT_ENDED), find)
