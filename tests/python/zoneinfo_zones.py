# zoneinfo: zones made here, read from files, from a search path and from a package tzdata; gaps and overlaps, rules of TZ strings, caches, pickles.
import copy
import io
import os
import pickle
import struct
import sys
import tempfile
import zoneinfo
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error if not isinstance(error, zoneinfo.ZoneInfoNotFoundError) else "not found")


def tzif(kinds, transitions, tail, version=b"2"):
    """kinds: (offset, is_dst, name); transitions: (second, index of a kind)."""
    names = b""
    rows = b""
    for offset, is_dst, name in kinds:
        rows += struct.pack(">lbb", offset, is_dst, len(names))
        names += name.encode() + b"\0"
    result = b""
    for width, kind in ((4, "l"), (8, "q")):
        own = [pair for pair in transitions if width == 8 or -(2**31) <= pair[0] < 2**31]
        result += b"TZif" + version + bytes(15) + struct.pack(">6l", 0, 0, 0, len(own), len(kinds), len(names))
        result += b"".join(struct.pack(">" + kind, second) for second, _ in own) + bytes(index for _, index in own) + rows + names
        if version == b"\0":
            return result
    return result + b"\n" + tail.encode() + b"\n"


def zone(*args, key=None):
    return ZoneInfo.from_file(io.BytesIO(tzif(*args)), key=key)


def second(*when):
    return int(datetime(*when, tzinfo=timezone.utc).timestamp())


# a zone with a local mean time, summer time for two years, and a new standard time
kinds = [(3208, 0, "LMT"), (3600, 0, "CET"), (7200, 1, "CEST"), (7200, 0, "EET")]
transitions = [
    (second(1893, 4, 1), 1),
    (second(1980, 4, 6, 1), 2),
    (second(1980, 9, 28, 1), 1),
    (second(1981, 3, 29, 1), 2),
    (second(1981, 9, 27, 1), 3),
]
data = tzif(kinds, transitions, "EET-2EEST,M3.5.0/3,M10.5.0/4")
place = ZoneInfo.from_file(io.BytesIO(data), key="Some/Place")
print(place, repr(place), place.key)
for when in (
    datetime(1800, 1, 1),
    datetime(1893, 4, 1, 0, 55),
    datetime(1980, 4, 6, 1, 59, 59),
    datetime(1980, 4, 6, 2, 30),
    datetime(1980, 4, 6, 3),
    datetime(1980, 9, 28, 1, 59),
    datetime(1980, 9, 28, 2, 30),
    datetime(1980, 9, 28, 3),
    datetime(1981, 9, 27, 3, 30),
    datetime(1990, 1, 1),
    datetime(1990, 3, 25, 3, 30),
    datetime(1990, 7, 1),
    datetime(1990, 10, 28, 3, 30),
    datetime(9999, 12, 31),
):
    shown = []
    for fold in (0, 1):
        local = when.replace(tzinfo=place, fold=fold)
        shown.append((str(local.utcoffset()), str(local.dst()), local.tzname()))
    print(when, shown[0], shown[1] if shown[1] != shown[0] else "")
for start in ((1980, 9, 27, 20), (1981, 9, 26, 20), (2001, 10, 27, 20), (2001, 3, 24, 20)):
    moment = datetime(*start, tzinfo=timezone.utc)
    last = None
    for _ in range(12):
        local = moment.astimezone(place)
        if last is not None and (local.utcoffset() != last.utcoffset() or local.fold != last.fold):
            print(last.isoformat(), local.isoformat(), local.fold, local.tzname())
        assert local.astimezone(timezone.utc) == moment
        last = local
        moment += timedelta(hours=1)

# rules
for tail in (
    "EST5EDT,M3.2.0,M11.1.0",
    "AEST-10AEDT,M10.1.0,M4.1.0/3",
    "IST-1GMT0,M10.5.0,M3.5.0/1",
    "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1",
    "AAA4BBB,J60/2,300/2:30:15",
    "EST5EDT,0/0,J365/25",
    "<+0330>-3:30<+0430>,J79/24,J263/24",
):
    there = zone([(0, 0, "LMT")], [], tail, key=tail)
    found = []
    for year in (2019, 2020):
        names = [datetime(year, month, day, tzinfo=there).tzname() for month in range(1, 13) for day in (1, 28)]
        found.append("".join("+" if name == names[12] else "-" for name in names))
        # to the hour
        last = None
        for day in (59, 60, 61, 80, 262, 263, 300, 301):
            for hour in (0, 1, 2, 3):
                local = there.fromutc(datetime(year, 1, 1, tzinfo=there) + timedelta(days=day, hours=8 * hour))
                if last is not None and local.dst() != last.dst():
                    found.append(f"{local:%m-%d %H} {local.tzname()} {local.dst()} {local.fold}")
                last = local
    print(tail, found, datetime(2020, 1, 15, tzinfo=there).isoformat(), datetime(2020, 7, 15, tzinfo=there).isoformat())
for tail in (
    "A", "UTC25", "UTC+-5", "5", "UTC5EDT", "UTC5EDT4", "UTC5 ", "<a+b5", "UTC5EDT,M3.2.0", "UTC5EDT,M13.2.0,M3.2.0", "UTC5EDT,M3.6.0,M1.1.1",
    "UTC5EDT,J0,J365", "UTC5EDT,0,366", "UTC5EDT,M1.2.0/168,M3.2.0", "UTC5EDT,0/,J5", "EST5EDT,M3.2.0,M11.1.0,x", "\N{MICRO SIGN}5",
):  # fmt: skip
    attempt(zone, [(0, 0, "UTC")], [], tail)

# zones without rules
fixed = zone([(-12600, 0, "NST")], [], "NST3:30", key="Fixed")
print(time(12, tzinfo=fixed).isoformat(), time(12, tzinfo=fixed).tzname(), time(12, tzinfo=place).utcoffset())
print(fixed.utcoffset(None), fixed.dst(None), fixed.tzname(None), place.utcoffset(None), place.dst(None), place.tzname(None))
old = zone(kinds, transitions, "", b"\0")
print(datetime(2030, 7, 1, tzinfo=old).isoformat(), datetime(2030, 7, 1, tzinfo=zone(kinds, transitions[:4], "")).isoformat())
print(datetime(1970, 1, 1, tzinfo=zone([(3600, 1, "ODD")], [], "")).dst())
attempt(zone, [], [], "")
for broken in (b"", b"no time zone file", data[:60]):
    try:
        ZoneInfo.from_file(io.BytesIO(broken))
    except Exception as error:
        print(isinstance(error, (ValueError, struct.error)))

# keys, the search path, a package tzdata
folder = tempfile.mkdtemp()
os.makedirs(os.path.join(folder, "zones", "Some"))
with open(os.path.join(folder, "zones", "Some", "Place"), "wb") as file:
    file.write(data)
package = os.path.join(folder, "packages", "tzdata", "zoneinfo")
os.makedirs(os.path.join(package, "Other"))
for name in ("", "zoneinfo", "zoneinfo/Other"):
    open(os.path.join(folder, "packages", "tzdata", name, "__init__.py"), "w").close()
with open(os.path.join(package, "Other", "Place"), "wb") as file:
    file.write(tzif([(-3600, 0, "OTH")], [], "OTH1"))
with open(os.path.join(package, "zones"), "w") as file:
    file.write("Other/Place\n")
sys.path.insert(0, os.path.join(folder, "packages"))
zoneinfo.reset_tzpath(to=[os.path.join(folder, "zones")])
print([path.replace(folder, "FOLDER") for path in zoneinfo.TZPATH])
some = ZoneInfo("Some/Place")
other = ZoneInfo("Other/Place")
print(some, other, datetime(2024, 6, 1, tzinfo=some), datetime(2024, 6, 1, tzinfo=other), sorted(zoneinfo.available_timezones()))
for key in ("No/Such", "Some", "../zones/Some/Place", "/abs", "", "Some//Place", 5, "Other/Such"):
    attempt(ZoneInfo, key)
attempt(zoneinfo.reset_tzpath, ["relative"])

# caches and copies
print(ZoneInfo("Some/Place") is some, ZoneInfo.no_cache("Some/Place") is some, copy.copy(some) is some, copy.deepcopy(some) is some)
print(pickle.loads(pickle.dumps(some)) is some)
alone = ZoneInfo.no_cache("Some/Place")
print(pickle.loads(pickle.dumps(alone)) is alone, alone == some, pickle.loads(pickle.dumps(alone)).key)
attempt(pickle.dumps, place)
attempt(pickle.dumps, zone(kinds, [], ""))
ZoneInfo.clear_cache(only_keys=["Other/Place"])
print(ZoneInfo("Some/Place") is some, ZoneInfo("Other/Place") is other)
ZoneInfo.clear_cache()
print(ZoneInfo("Some/Place") is some)


class Named(ZoneInfo):
    pass


named = Named("Some/Place")
print(repr(named), Named("Some/Place") is named, type(Named.from_file(io.BytesIO(data))).__name__)
attempt(place.fromutc, 5)
attempt(place.fromutc, datetime(2020, 1, 1))
print(isinstance(ZoneInfo.key, property) or True, ZoneInfo.__module__, repr(zone([(0, 0, "UTC")], [], ""))[:35])
for where, folders, files in os.walk(folder, topdown=False):
    for name in files:
        os.remove(os.path.join(where, name))
    os.rmdir(where)
