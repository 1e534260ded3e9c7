"""The class ZoneInfo (PEP 615): time zones of the IANA database, read from TZif files (RFC 9636, formerly 8536).

A zone is a list of transitions, each to a *kind* of local time (offset, name, and how much of the offset is daylight saving time), and a *tail*: what holds
behind the last transition, one kind for ever, or the yearly rules of a TZ string.

Transitions are found by bisection. There are three lists of the same transitions: in UTC, and in local time for fold 0 and 1. A gap or an overlap between
two offsets lies between the local times of its transition: fold 0 counts it to the time before, fold 1 to the time behind.
"""

import weakref
from bisect import bisect_right
from collections import OrderedDict
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache

from . import _common, _tzpath

_EPOCH = datetime(1970, 1, 1).toordinal()
_DAY = 86400
_HOUR = 3600


@lru_cache(maxsize=512)
def _seconds(count):
    return timedelta(seconds=count)


class _Kind:
    """A kind of local time; offset and dst in seconds."""

    __slots__ = ("offset", "utcoff", "dstoff", "name", "is_dst")

    def __init__(self, offset, dst, name, is_dst):
        self.offset = offset
        self.utcoff = _seconds(offset)
        self.dstoff = _seconds(dst)
        self.name = name
        self.is_dst = is_dst

    def is_like(self, other):
        return (self.offset, self.dstoff, self.name) == (other.offset, other.dstoff, other.name)


_NO_KIND = _Kind(0, 0, None, False)
_NO_KIND.utcoff = _NO_KIND.dstoff = None


# --- the yearly rules of a TZ string


class _DayOfYear:
    """Jn: the n-th day of a year without February 29th; n: the n-th day.

    POSIX counts the second kind from 0 on; CPython counts both from 1 on, with 0 for the last day of the year before. J59 is February 29th in a leap year there, too.
    """

    def __init__(self, day, skips_leap_day, time):
        self.day = day
        self.skips_leap_day = skips_leap_day
        self.time = time

    def at(self, year):
        """The second of local time, from the epoch on, at which the rule applies in a year."""
        days = datetime(year, 1, 1).toordinal() - _EPOCH + self.day - 1
        if self.skips_leap_day and self.day >= 59 and _is_leap(year):
            days += 1
        return days * _DAY + self.time


class _DayOfMonth:
    """Mm.w.d: the w-th weekday d (0: Sunday) of a month; w = 5: the last one."""

    def __init__(self, month, week, weekday, time):
        self.month = month
        self.week = week
        self.weekday = weekday
        self.time = time

    def at(self, year):
        first = datetime(year, self.month, 1).toordinal()
        length = 31 if self.month == 12 else datetime(year, self.month + 1, 1).toordinal() - first
        # an ordinal's weekday: 0 is a Sunday
        day = (self.weekday - first) % 7 + 7 * (self.week - 1)
        if day >= length:
            day -= 7
        return (first + day - _EPOCH) * _DAY + self.time


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


class _Seasons:
    """A tail: standard time, and daylight saving time from `start` (a rule in standard time) to `end` (a rule in daylight saving time)."""

    def __init__(self, std, dst, start, end):
        self.std = std
        self.dst = dst
        self.start = start
        self.end = end
        # what the clock is put on by at the start; it may be put back, as in Dublin, whose winter time is "daylight saving time"
        self.step = dst.offset - std.offset

    def _is_dst(self, moment, start, end):
        if start < end:
            return start <= moment < end
        return not end <= moment < start

    def local(self, moment, year, fold):
        """The kind at a second of local time."""
        bound = min if fold else max
        start = self.start.at(year) + bound(self.step, 0)
        end = self.end.at(year) + bound(-self.step, 0)
        return self.dst if self._is_dst(moment, start, end) else self.std

    def utc(self, moment, year):
        """The kind at a second of UTC, and the fold of its local time."""
        start = self.start.at(year) - self.std.offset
        end = self.end.at(year) - self.dst.offset
        kind = self.dst if self._is_dst(moment, start, end) else self.std
        # local times come twice behind the transition that puts the clock back
        put_back = end if self.step > 0 else start
        return kind, put_back <= moment < put_back + abs(self.step)


class _TailReader:
    """Reads a TZ string (POSIX, with the extensions of RFC 9636, 3.3.2): std offset [dst [offset] , rule , rule]"""

    def __init__(self, text):
        self.text = text
        self.at = 0

    def fail(self, what):
        raise ValueError(f"{what} {self.text!r}")

    def peek(self):
        return self.text[self.at : self.at + 1]

    def skip(self, char):
        if self.peek() != char:
            return False
        self.at += 1
        return True

    def number(self, least, most):
        """A number of so many digits; None: there is none."""
        end = self.at
        while end < self.at + most and self.text[end : end + 1].isdigit():
            end += 1
        if end < self.at + least:
            return None
        value = int(self.text[self.at : end])
        self.at = end
        return value

    def time(self):
        """[+-]h[hh][:mm[:ss]], in seconds; None: it is not well-formed."""
        sign = -1 if self.skip(b"-") else 1
        if sign == 1:
            self.skip(b"+")
        hours = self.number(1, 3)
        if hours is None or hours > 167:
            return None
        seconds = hours * _HOUR
        for unit in (60, 1):
            if not self.skip(b":"):
                break
            part = self.number(2, 2)
            if part is None:
                return None
            seconds += part * unit
        return sign * seconds

    def offset(self):
        """What is to be added to local time for UTC: the offset's negative."""
        value = self.time()
        if value is None or abs(value) >= 25 * _HOUR:
            return None
        return -value

    def name(self):
        """Letters, or anything of letters, digits and signs in < >."""
        begin = self.at
        if self.skip(b"<"):
            end = self.text.find(b">", self.at)
            name = self.text[begin + 1 : end]
            if end < 0 or not all(chr(c).isalnum() or c in b"+-" for c in name) or not name.isascii():
                return None
            self.at = end + 1
            return name.decode("ascii")
        while self.peek().isalpha():
            self.at += 1
        return self.text[begin : self.at].decode("ascii") or None

    def rule(self):
        """None: it is not well-formed."""
        if self.skip(b"M"):
            numbers = [self.number(1, 2)]
            for _ in range(2):
                if not self.skip(b"."):
                    return None
                numbers.append(self.number(1, 1))
            if None in numbers:
                return None
            month, week, weekday = numbers
            if not (1 <= month <= 12 and 1 <= week <= 5 and weekday <= 6):
                return None
            time = self.rule_time()
            return None if time is None else _DayOfMonth(month, week, weekday, time)
        skips_leap_day = self.skip(b"J")
        day = self.number(1, 3)
        if day is None or not skips_leap_day <= day <= 365:
            return None
        time = self.rule_time()
        return None if time is None else _DayOfYear(day, skips_leap_day, time)

    def rule_time(self):
        return self.time() if self.skip(b"/") else 2 * _HOUR

    def tail(self):
        name = self.name()
        if name is None:
            self.fail("Invalid STD format in")
        offset = self.offset()
        if offset is None:
            self.fail("Invalid STD offset in")
        std = _Kind(offset, 0, name, False)
        if self.at == len(self.text):
            return std
        name = self.name()
        if name is None:
            self.fail("Invalid DST format in")
        dst_offset = offset + _HOUR
        if self.peek() != b",":
            dst_offset = self.offset()
            if dst_offset is None:
                self.fail("Invalid DST offset in")
        dst = _Kind(dst_offset, dst_offset - offset, name, True)
        rules = []
        for _ in range(2):
            if not self.skip(b","):
                self.fail("Missing transition rules in TZ string:")
            rule = self.rule()
            if rule is None:
                self.fail("Malformed transition rule in TZ string:")
            rules.append(rule)
        if self.at < len(self.text):
            self.fail("Extraneous characters at end of TZ string:")
        return _Seasons(std, dst, *rules)


# --- what a file says


def _dst_offsets(indices, offsets, is_dst):
    """How much of each kind's offset is daylight saving time. Files do not say it: it is the difference to the standard time before, else behind it."""
    found = [None if flag else 0 for flag in is_dst]
    for i in range(1, len(indices)):
        index = indices[i]
        for other in (indices[i - 1], *indices[i + 1 : i + 2]):
            if found[index] is None and not is_dst[other] and offsets[index] != offsets[other]:
                found[index] = offsets[index] - offsets[other]
    return [_HOUR if value is None else value for value in found]


class _Zone:
    """What was read of a zone."""

    __slots__ = ("utc", "local", "kinds", "before", "tail", "fixed")

    def __init__(self, file):
        indices, self.utc, offsets, is_dst, names, tail = _common.load_data(file)
        dst = _dst_offsets(indices, offsets, is_dst)
        kinds = [_Kind(*each) for each in zip(offsets, dst, names, map(bool, is_dst))]
        self.kinds = [kinds[index] for index in indices]
        # before the first transition: the first standard time
        self.before = next((kind for kind in kinds if not kind.is_dst), kinds[0] if kinds else None)
        before = [offsets[0] if offsets else 0] + [offsets[index] for index in indices]
        self.local = tuple(
            [moment + bound(before[i], before[i + 1]) for i, moment in enumerate(self.utc)] for bound in (max, min)
        )
        if tail:
            self.tail = _TailReader(tail).tail()
        elif self.kinds:
            self.tail = self.kinds[-1]
        else:
            self.tail = self.before
        if self.tail is None:
            raise ValueError("No time zone information found.")
        # the same at all times: what kinds there are is taken for what occurs
        self.fixed = isinstance(self.tail, _Kind) and (not kinds or len(kinds) == 1 and self.tail.is_like(kinds[0]))

    def kind_at(self, dt):
        """The kind at a local time; None asks for what holds at all times."""
        if dt is None:
            return self.tail if self.fixed else _NO_KIND
        moment = _moment(dt)
        transitions = self.local[dt.fold]
        if not transitions or moment > transitions[-1]:
            tail = self.tail
            return tail if isinstance(tail, _Kind) else tail.local(moment, dt.year, dt.fold)
        at = bisect_right(transitions, moment)
        return self.kinds[at - 1] if at > 0 else self.before

    def kind_at_utc(self, dt):
        """The kind at a time in UTC, and the fold of its local time."""
        moment = _moment(dt)
        if not self.utc or moment > self.utc[-1]:
            tail = self.tail
            if not isinstance(tail, _Kind):
                return tail.utc(moment, dt.year)
            if not self.utc:
                return tail, False
        at = bisect_right(self.utc, moment)
        if at == 0:
            return self.before, False
        kind = self.kinds[at - 1]
        before = self.kinds[at - 2] if at > 1 else self.before
        return kind, before.offset - kind.offset > moment - self.utc[at - 1]


def _moment(dt):
    return (dt.toordinal() - _EPOCH) * _DAY + dt.hour * _HOUR + dt.minute * 60 + dt.second


class ZoneInfo(tzinfo):
    # what was asked for last is kept; what somebody else keeps is found again
    _kept_count = 8
    _kept = OrderedDict()
    _known = weakref.WeakValueDictionary()

    def __init_subclass__(cls):
        cls._kept = OrderedDict()
        cls._known = weakref.WeakValueDictionary()

    def __new__(cls, key):
        zone = cls._known.get(key)
        if zone is None:
            zone = cls._known.setdefault(key, cls._of_key(key))
            zone._is_cached = True
        kept = cls._kept
        kept[key] = kept.pop(key, zone)
        if len(kept) > cls._kept_count:
            kept.popitem(last=False)
        return zone

    @classmethod
    def no_cache(cls, key):
        return cls._of_key(key)

    @classmethod
    def from_file(cls, file_obj, /, key=None):
        return cls._of_file(file_obj, key, repr(file_obj))

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        if only_keys is None:
            cls._known.clear()
            cls._kept.clear()
            return
        for key in only_keys:
            cls._known.pop(key, None)
            cls._kept.pop(key, None)

    @classmethod
    def _of_key(cls, key):
        path = _tzpath.find_tzfile(key)
        with open(path, "rb") if path is not None else _common.load_tzdata(key) as file:
            return cls._of_file(file, key, None)

    @classmethod
    def _of_file(cls, file, key, shown):
        zone = super().__new__(cls)
        zone._key = key
        zone._file = shown
        zone._is_cached = False
        zone._zone = _Zone(file)
        return zone

    @property
    def key(self):
        return self._key

    def utcoffset(self, dt):
        return self._zone.kind_at(dt).utcoff

    def dst(self, dt):
        return self._zone.kind_at(dt).dstoff

    def tzname(self, dt):
        return self._zone.kind_at(dt).name

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        kind, fold = self._zone.kind_at_utc(dt)
        local = dt + kind.utcoff
        return local.replace(fold=1) if fold else local

    def __repr__(self):
        cls = type(self)
        name = "zoneinfo.ZoneInfo" if cls is ZoneInfo else cls.__name__
        if self._key is not None:
            return f"{name}(key={self._key!r})"
        return f"{name}.from_file({self._file})"

    def __str__(self):
        return repr(self) if self._key is None else str(self._key)

    def __reduce__(self):
        if self._file is not None:
            import pickle

            raise pickle.PicklingError("Cannot pickle a ZoneInfo file from a file stream.")
        return self._unpickle, (self._key, self._is_cached)

    @classmethod
    def _unpickle(cls, key, is_cached, /):
        return cls(key) if is_cached else cls._of_key(key)


ZoneInfo.__module__ = "zoneinfo"
