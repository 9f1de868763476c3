# SPDX-License-Identifier: Apache-2.0
"""Prints seeded cases of dates, times and durations, computed by Python's datetime and zoneinfo.

    python3 temporals.py SEED COUNT

Each line is `operation|operands…|expected`; no result is `nil`. Cases in regions are left out where
Python has no time zone data.
"""

import calendar
import random
import sys
from datetime import date, datetime, time, timedelta, timezone
from fractions import Fraction

try:
    from zoneinfo import ZoneInfo

    ZoneInfo("Europe/Paris")
    HAS_ZONES = True
except Exception:
    HAS_ZONES = False

REGIONS = [
    "Europe/Paris", "Europe/London", "Europe/Dublin", "America/New_York", "America/St_Johns",
    "America/Sao_Paulo", "Australia/Melbourne", "Australia/Lord_Howe", "Asia/Shanghai",
    "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Chatham"]
CYCLE = 146_097
EPOCH = date(1970, 1, 1).toordinal()


def year(number):
    return f"{'-' if number < 0 else ''}{abs(number):04d}"


def date_text(day, cycles=0):
    return f"{year(day.year + 400 * cycles)}-{day.month:02d}-{day.day:02d}"


def fraction_text(nanoseconds):
    return f".{nanoseconds:09d}".rstrip("0") if nanoseconds else ""


def zone_text(moment):
    if moment.tzinfo is None:
        return ""
    if HAS_ZONES and isinstance(moment.tzinfo, ZoneInfo):
        return "@" + moment.tzinfo.key
    seconds = int(moment.utcoffset().total_seconds())
    if seconds == 0:
        return "Z"
    hours, rest = divmod(abs(seconds), 3600)
    odd = f":{rest % 60:02d}" if rest % 60 else ""
    return f"{'-' if seconds < 0 else '+'}{hours:02d}:{rest // 60:02d}{odd}"


def time_text(moment):
    clock = f"{moment.hour:02d}:{moment.minute:02d}:{moment.second:02d}"
    return clock + fraction_text(moment.microsecond * 1000) + zone_text(moment)


def moment_text(moment):
    return date_text(moment.date()) + "T" + time_text(moment)


def days_text(nanoseconds):
    """The canonical form of a days and time duration."""
    if nanoseconds == 0:
        return "PT0S"
    seconds, rest = divmod(abs(nanoseconds), 10**9)
    days, seconds = divmod(seconds, 86_400)
    hours, minutes, seconds = seconds // 3600, seconds % 3600 // 60, seconds % 60
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    if seconds or rest:
        clock += f"{seconds}{fraction_text(rest)}S"
    text = (f"{days}D" if days else "") + ("T" + clock if clock else "")
    return ("-P" if nanoseconds < 0 else "P") + text


def months_text(months):
    years, rest = divmod(abs(months), 12)
    text = (f"{years}Y" if years else "") + (f"{rest}M" if rest or not years else "")
    return ("-P" if months < 0 else "P") + text


def nanoseconds(delta):
    return (delta.days * 86_400 + delta.seconds) * 10**9 + delta.microseconds * 1000


def shifted(day, months):
    index = day.year * 12 + day.month - 1 + months
    number, month = divmod(index, 12)
    if not 1 <= number <= 9999:
        return None
    last = calendar.monthrange(number, month + 1)[1]
    return day.replace(year=number, month=month + 1, day=min(day.day, last))


def any_date(source, first=1, last=9999):
    if source.randrange(4) == 0:
        month = source.randint(1, 12)
        number = source.randint(first, last)
        return date(number, month, source.choice([1, calendar.monthrange(number, month)[1]]))
    start, end = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
    return date.fromordinal(source.randint(start, end))


def any_time(source):
    micro = source.choice([0, 0, 500_000, source.randrange(10**6)])
    seconds = source.choice([0, 86_399, source.randrange(86_400)])
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60, micro)


def any_offset(source):
    kind = source.randrange(4)
    if kind == 0:
        return timezone.utc
    seconds = source.randint(-18 * 3600, 18 * 3600) if kind == 1 else source.randint(-28, 28) * 1800
    return timezone(timedelta(seconds=seconds))


def any_moment(source):
    """A date and time without a zone or with an offset."""
    zone = None if source.randrange(3) == 0 else any_offset(source)
    return datetime.combine(any_date(source, 2, 9998), any_time(source)).replace(tzinfo=zone)


def any_delta(source):
    kind = source.randrange(4)
    seconds = source.choice([0, 1, -1, 3600, -86_400, 86_399]) if kind == 0 else (
        source.randint(-10**6, 10**6) if kind < 3 else source.randint(-10**10, 10**10))
    return timedelta(seconds=seconds, microseconds=source.choice([0, 0, 1, 999_999, 250_000]))


def date_case(source):
    day = any_date(source, 2000, 2399)
    cycles = source.choice([0, 0, -1, -6, 1000, 2_000_000, -2_499_000])
    week = day.isocalendar()[1]
    last = calendar.monthrange(day.year, day.month)[1]
    names = calendar.day_name[day.weekday()], calendar.month_name[day.month]
    number = day.toordinal() - EPOCH + cycles * CYCLE
    return (
        "date", date_text(day, cycles), day.isoweekday(), day.timetuple().tm_yday, week, last,
        *names, number)


def months_case(source):
    day = any_date(source)
    months = source.choice([1, -1, 12, source.randint(-500, 500), source.randint(-10**5, 10**5)])
    result = shifted(day, months)
    if result is None:
        months, result = 0, day
    return "months", date_text(day), months_text(months), date_text(result)


def between_case(source):
    first = any_date(source)
    last = any_date(source) if source.randrange(2) else date.fromordinal(
        min(max(first.toordinal() + source.randint(-900, 900), 1), 3_652_059))
    backwards = last < first
    start, end = (last, first) if backwards else (first, last)
    months = (end.year - start.year) * 12 + end.month - start.month
    # Backwards, a month is whole when the day is not above the one where the count began.
    if end.day < start.day:
        months -= 1
    months = max(months, 0)
    months = -months if backwards else months
    return "between", date_text(first), date_text(last), months_text(months)


def days_case(source):
    day, delta = any_date(source, 400, 9000), any_delta(source)
    result = (datetime.combine(day, time()) + delta).date()
    return "days", date_text(day), days_text(nanoseconds(delta)), date_text(result)


def span_case(source):
    first, second = any_date(source), any_date(source)
    return "span", date_text(first), date_text(second), days_text(nanoseconds(first - second))


def moment_case(source):
    moment, delta = any_moment(source), any_delta(source)
    try:
        result = moment_text(moment + delta)
    except OverflowError:
        delta, result = timedelta(), moment_text(moment)
    return "moment", moment_text(moment), days_text(nanoseconds(delta)), result


def elapsed_case(source):
    first, second = any_moment(source), any_moment(source)
    if source.randrange(3) == 0 and first.tzinfo:
        second = first.astimezone(any_offset(source))
    if (first.tzinfo is None) != (second.tzinfo is None):
        return "elapsed", moment_text(first), moment_text(second), "nil"
    elapsed = days_text(nanoseconds(first - second))
    return "elapsed", moment_text(first), moment_text(second), elapsed


def clock_case(source):
    clock, delta = any_time(source), any_delta(source)
    zone = None if source.randrange(2) else any_offset(source)
    moment = datetime.combine(date(4000, 1, 1), clock).replace(tzinfo=zone)
    return "clock", time_text(moment), days_text(nanoseconds(delta)), time_text(moment + delta)


def duration_case(source):
    """A duration as people write it, in units that need not be normal, and its canonical form."""
    number = lambda: source.choice([0, 1, 59, 60, 61, 24, source.randrange(10**6)])
    total, text = 0, ""
    if source.randrange(2):
        days = number()
        total, text = days * 86_400 * 10**9, f"{days}D"
    units = [unit for unit in (("H", 3600), ("M", 60), ("S", 1)) if source.randrange(2)]
    if not text and not units:
        units = [("S", 1)]
    text += "T" if units else ""
    for name, seconds in units:
        count = number()
        total += count * seconds * 10**9
        text += str(count)
        if name == "S" and source.randrange(2):
            digits = source.randint(1, 9)
            part = source.randrange(10**digits)
            total += part * 10 ** (9 - digits)
            text += f".{part:0{digits}d}"
        text += name
    sign = source.choice(["", "-"])
    total = -total if sign else total
    return "duration", f"{sign}P{text}", days_text(total)


def scale_case(source):
    delta = nanoseconds(any_delta(source))
    factor = Fraction(source.randint(-10**6, 10**6), 10 ** source.randint(0, 5))
    if source.randrange(2) and factor:
        return "divide", days_text(delta), decimal_text(factor), days_text(round(delta / factor))
    return "multiply", days_text(delta), decimal_text(factor), days_text(round(delta * factor))


def decimal_text(fraction):
    scaled = fraction * 10**5
    sign = "-" if scaled < 0 else ""
    return f"{sign}{abs(int(scaled)) // 10**5}.{abs(int(scaled)) % 10**5:05d}"


def months_scale_case(source):
    months = source.randint(-10**5, 10**5)
    factor = Fraction(source.randint(-10**6, 10**6), 10 ** source.randint(0, 5))
    if source.randrange(2) and factor:
        result = months_text(int(months / factor))
        return "divideMonths", months_text(months), decimal_text(factor), result
    result = months_text(int(months * factor))
    return "multiplyMonths", months_text(months), decimal_text(factor), result


def near_change(source, region):
    """A local time near a change of the region's clocks, where there is one in some year."""
    start = datetime(source.randint(1920, 2034), 1, 1, tzinfo=timezone.utc)
    offsets = [(start + timedelta(days=n)).astimezone(region).utcoffset() for n in range(367)]
    changes = [n for n in range(366) if offsets[n] != offsets[n + 1]]
    if not changes or source.randrange(4) == 0:
        return datetime.combine(any_date(source, 1890, 2034), any_time(source))
    near = start + timedelta(days=source.choice(changes), seconds=source.randint(-7200, 93_600))
    return near.astimezone(region).replace(tzinfo=None)


def region_case(source):
    """A local time in a region, which may be skipped or read twice; and a duration added to it."""
    region = ZoneInfo(source.choice(REGIONS))
    local = near_change(source, region) + timedelta(seconds=source.choice([0, 1800, -1800, 3600]))
    text = moment_text(local.replace(tzinfo=region))
    # Through UTC and back, a time that was skipped has moved forward by what was skipped.
    meant = local.replace(tzinfo=region).astimezone(timezone.utc)
    read = meant.astimezone(region)
    offset = int(read.utcoffset().total_seconds())
    delta = timedelta(seconds=source.choice([1800, 3600, -3600, 5400, 86_400, -86_400, 10**7]))
    later = (meant + delta).astimezone(region)
    back = int(later.utcoffset().total_seconds())
    return (
        "region", text, moment_text(read), offset, days_text(nanoseconds(delta)),
        moment_text(later), back)


CASES = [
    date_case, months_case, between_case, days_case, span_case, moment_case, elapsed_case,
    clock_case, duration_case, scale_case, months_scale_case]


def main():
    source = random.Random(int(sys.argv[1]))
    cases = CASES + [region_case] * 2 if HAS_ZONES else CASES
    for place in range(int(sys.argv[2])):
        print(*cases[place % len(cases)](source), sep="|")


main()
