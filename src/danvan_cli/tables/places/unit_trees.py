"""Places as trees: where one came from and what it became, and what lies below one."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from danvan_cli.tables.places.unit_words import day_of, headline, named, say
from danvan_cli.units import Register, place_of
from danvan_cli.units.eras import OLD_UNTIL
from danvan_cli.units.history import Event, History, Party


@dataclass(frozen=True, slots=True)
class Branch:
    """A label, and what hangs on it."""

    label: str
    below: tuple["Branch", ...] = ()


def history_of(register: Register, history: History, code: str) -> Branch:
    """A place with all that it came from, back to the first list, and all that it became."""
    place = place_of(code)
    facts = [Branch(facts_of(register, code))]
    if others := other_names(register, place):
        facts.append(Branch(say("also-called", names=", ".join(others))))
    facts += [Branch(sentence) for sentence in lives_on(register, place)]
    came = [_origin(history, event) for event in history.origins(history.party(place))]
    went = [_outcome(register, event) for event in history.outcomes(place)]
    if not came and (olds := register.predecessors(place)):
        came.append(_went_on(register, olds, partly=len(register.successors(olds[0])) > 1))
    if not went and (news := register.successors(place)):
        went.append(_went_on(register, news))
    found = [Branch(say(word), tuple(below)) for word, below in (("from", came), ("into", went)) if below]
    return Branch(register.full_name(code), (*facts, *found))


def lives_on(register: Register, code: str) -> list[str]:
    """A commune that bears the name of a district that ended, and is another thing: how much of it it is."""
    told = []
    key = register.era_of(code).line(place_of(code)).key
    olds = register.predecessors(code) if register.get(code).is_place else ()
    for district in dict.fromkeys(register.parent(old) for old in olds):
        if district and register.get(district).level == "huyen" and register.era_of(district).line(district).key == key:
            part = [old for old in olds if register.parent(old) == district]
            seen = {"name": register.full_name(code), "district": register.full_name(district)}
            told.append(say("lives-on", part=len(part), total=len(register.children(district)), **seen))
    return told


def facts_of(register: Register, code: str) -> str:
    """Code, level, time."""
    unit = register.get(code)
    since, until = day_of(unit.valid_from), day_of(unit.valid_until)
    time = say("since", day=since) if since else say("until", day=until)
    return " · ".join((say("code", code=code), say(f"level-{unit.level}"), time))


def other_names(register: Register, place: str) -> list[str]:
    """Other names that it is found by: former ones as keys, those of the workspace as written."""
    line = register.era_of(place).line(place)
    return [*line.aliases.split(), *register.own.aliases.get(place, ())]


def _went_on(register: Register, codes: tuple[str, ...], *, partly: bool = False) -> Branch:
    below = tuple(Branch(named(Party(code, register.full_name(code), code, partly))) for code in codes)
    return Branch(say("took-part" if partly else "went-on"), below)


def _origin(history: History, event: Event) -> Branch:
    if len(event.before) == 1 and event.kind in ("rename", "status", "move"):
        return Branch(f"{headline(event)} · {say('was', name=event.before[0].name)}")
    return Branch(headline(event), tuple(_earlier(history, party, event.day) for party in event.before))


def _earlier(history: History, party: Party, day: date) -> Branch:
    return Branch(named(party), tuple(_origin(history, event) for event in history.origins(party, day)))


def _outcome(register: Register, event: Event) -> Branch:
    if event.kind == "abolish":
        return Branch(headline(event), tuple(_communes_of(register, event.before[0].official)))
    return Branch(headline(event), tuple(Branch(named(party)) for party in event.became))


def _communes_of(register: Register, district: str) -> list[Branch]:
    """Where the communes of a district that ended went, most of them first."""
    communes = register.children(district)
    into = Counter(new for commune in communes for new in register.successors(commune))
    unknown = [commune for commune in communes if not register.successors(commune)]
    found = [
        Branch(say("of-district", name=register.full_name(new), code=new, count=count, total=len(communes)))
        for new, count in into.most_common()
    ]
    return [*found, *(Branch(say("nobody-tells", name=register.name_of(commune))) for commune in unknown)]


def below(register: Register, code: str | None, on: date | None) -> Branch:
    """What lies below a place; of the country its provinces, with how much lies below each."""
    if code is None:
        era = register.eras[0 if on and on <= OLD_UNTIL else 1]
        provinces = list(era.provinces)
        roots = tuple(Branch(_counted(register, province, on)) for province in provinces)
        return Branch(say("country", count=len(provinces), day=day_of(era.day)), roots)
    inner = tuple(below(register, child, on) for child in register.children(code))
    return Branch(_counted(register, code, on), inner)


def _counted(register: Register, code: str, on: date | None) -> str:
    counts = Counter(register.get(place).level for place in register.places_below(code))
    parts = [say(f"count-{level}", count=counts[level]) for level in ("huyen", "xa") if counts[level]]
    said = f" · {', '.join(parts)}" if parts else ""
    return f"{register.name_on(place_of(code), on)} [{code}]{said}"
