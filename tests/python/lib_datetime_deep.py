# datetime: arithmetic, formats, parsing, time zones by offset, iso calendars, ranges, errors, subclasses, copies.
import copy
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo


def attempt(f, *args, **kw):
    try:
        print("value", repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


# timedelta
d = timedelta(days=1, hours=25, minutes=-3, seconds=4.5, milliseconds=6, microseconds=7, weeks=1)
print(d, repr(d), d.days, d.seconds, d.microseconds, d.total_seconds(), -d, abs(-d), d * 2, d / 2, d // 3, d / timedelta(hours=1), d // timedelta(hours=1), d % timedelta(hours=1), divmod(d, timedelta(days=1)), d * 0.1, +d)
print(timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(seconds=-1), repr(timedelta()), timedelta(-1) < timedelta(0), bool(timedelta()), timedelta.max, timedelta.min, timedelta.resolution, sum([timedelta(1)] * 3, timedelta()), timedelta(1) == timedelta(hours=24), timedelta(1) == 1, hash(timedelta(1)) == hash(timedelta(hours=24)))
attempt(timedelta, "x")
attempt(lambda: timedelta(1) / 0)

# date
x = date(2024, 2, 29)
print(x, repr(x), x.weekday(), x.isoweekday(), tuple(x.isocalendar()), x.isocalendar().week, x.toordinal(), date.fromordinal(738945), x.timetuple()[:9], x.replace(year=2023, day=28), x.ctime(), x.isoformat(), x + timedelta(365), x - date(2000, 1, 1), x - timedelta(1))
print(date.fromisoformat("2024-W09-4"), date.fromisoformat("20240229"), date.fromisocalendar(2020, 53, 7), date.min, date.max, date.resolution, x == date(2024, 2, 29), x < date(2024, 3, 1), x in {x}, max(x, date.max), f"{x:%d/%m/%y} {x}", format(x, ""), x.strftime("%A %a %B %b %j %U %W %w %u %G %V %% %y %C %D %F"))
attempt(date, 2023, 2, 29)
attempt(date, 0, 1, 1)
attempt(date, 2024, 13, 1)
attempt(date, "2024", 1, 1)
attempt(date.fromisoformat, "2024-2-1")
attempt(date.fromisocalendar, 2021, 53, 1)
attempt(x.replace, month=0)

# time
t = time(13, 4, 5, 600)
print(t, repr(t), t.replace(microsecond=0), t.isoformat("minutes"), t.isoformat(timespec="milliseconds"), time(), time.min, time.max, bool(time()), time.fromisoformat("04:23:01.5"), time.fromisoformat("T0423"), t.strftime("%I:%M %p %f"), time(1) < time(2), time(1, fold=1), repr(time(1, tzinfo=UTC)), time.fromisoformat("10:00+05:30").utcoffset())
attempt(time, 24)
attempt(time, 1, 60)
attempt(time, fold=2)
attempt(time.fromisoformat, "10")
attempt(t.isoformat, "years")

# datetime
a = datetime(2024, 12, 31, 23, 59, 58, 999999)
print(a, repr(a), a.date(), a.time(), a + timedelta(seconds=2), a - datetime(2024, 1, 1), a.isoformat(" ", "hours"), a.replace(tzinfo=UTC), datetime.combine(date(2020, 1, 2), time(3, 4)), a.timetuple().tm_yday, a.weekday(), a.ctime(), a.min, a.toordinal())
for text in ("2024-01-02", "2024-01-02T03:04", "2024-01-02 03:04:05", "2024-01-02T03:04:05.123", "20240102T030405Z", "2024-01-02T03:04:05+02:00", "2024-W01-2T10", "2024-01-02T24:00", "2024-01-02T03:04:05,5-01:30:15"):
    attempt(datetime.fromisoformat, text)
for text in ("", "2024", "2024-01-02T3", "2024-13-01", "2024-01-02T25:00", "nope"):
    attempt(datetime.fromisoformat, text)
for text, form in (("2024-05-06 07:08:09", "%Y-%m-%d %H:%M:%S"), ("May 6, 24", "%B %d, %y"), ("6 Mar 1999 11 PM", "%d %b %Y %I %p"), ("130 2024", "%j %Y"), ("12:30:45.25 +0130", "%H:%M:%S.%f %z"), ("Mon 2024 10", "%a %Y %W"), ("2024 07 1", "%G %V %u"), ("100%", "100%%"), ("x", "%Y"), ("2024", "%Y %m"), ("2024 1", "%Y"), ("31 02 2024", "%d %m %Y"), ("5", "%Q"), ("2024 5", "%G %V")):
    attempt(datetime.strptime, text, form)
zone = timezone(timedelta(hours=5, minutes=30), "IST")
west = timezone(-timedelta(hours=8))
b = datetime(2024, 3, 10, 12, 0, tzinfo=zone)
print(b, repr(b), b.astimezone(UTC), b.astimezone(west), b.tzname(), b.utcoffset(), b.dst(), b == b.astimezone(west), hash(b) == hash(b.astimezone(UTC)), b - datetime(2024, 3, 10, tzinfo=UTC), b.timestamp(), b.utctimetuple()[:6], b.strftime("%z %Z %:z"), b.isoformat())
print(datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(1e9 + 0.5, zone), datetime.fromtimestamp(-1.5, UTC), datetime(1970, 1, 2, tzinfo=UTC).timestamp(), UTC, repr(timezone.utc), repr(zone), str(west), repr(west), timezone.min, zone == timezone(timedelta(hours=5.5)), west.utcoffset(None))
attempt(timezone, timedelta(hours=24))
print(a == b, a != b)
attempt(datetime, 2024, 1, 1, 25)
attempt(datetime.fromtimestamp, 1e20, UTC)
attempt(lambda: a.year.nope)


class Summer(tzinfo):
    def utcoffset(self, dt):
        return timedelta(hours=1) + self.dst(dt)

    def dst(self, dt):
        return timedelta(hours=1) if dt is not None and 4 <= dt.month <= 9 else timedelta(0)

    def tzname(self, dt):
        return "CEST" if self.dst(dt) else "CET"


s = Summer()
for month in (1, 6):
    m = datetime(2024, month, 1, 12, tzinfo=s)
    print(m, m.tzname(), m.dst(), m.astimezone(UTC), (m + timedelta(days=150)).tzname(), UTC.fromutc(m.replace(tzinfo=UTC)), s.fromutc(m))


class Day(date):
    def __new__(cls, *args):
        self = super().__new__(cls, *args)
        self.note = "day"
        return self

    def next(self):
        return self + timedelta(1)


y = Day(2024, 2, 28)
print(repr(y), y.next(), type(y.next()).__name__, y.note, y == date(2024, 2, 28), type(Day.today()).__name__, Day.fromisoformat("2020-01-01").note, repr(y.replace(day=1)))
print(copy.copy(b) == b, copy.deepcopy(b) == b, copy.replace(b, hour=0), a.__reduce__()[1] if False else "-", MINYEAR, MAXYEAR)
start, count, mondays = date(2000, 1, 1), 0, 0
for i in range(2000):
    day = start + timedelta(days=i)
    mondays += day.weekday() == 0
    count += day.isocalendar()[1] + (day.day == 13)
match b:
    case datetime(year=2024, month=m):
        print("month", m)
print(mondays, count)
