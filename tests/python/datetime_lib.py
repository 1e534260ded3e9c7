# datetime: date, time, datetime, timedelta, timezone: arithmetic, formats, parsing, errors.
from datetime import date, time, datetime, timedelta, timezone, tzinfo, MINYEAR, UTC


def attempt(f, *args, **kw):
    try:
        print("value", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


d = date(2024, 2, 29)
print(d, repr(d), d.year, d.month, d.day, d.weekday(), d.isoweekday(), tuple(d.isocalendar()), d.toordinal(), d.timetuple().tm_yday)
print(d + timedelta(days=1), d - timedelta(weeks=1), d - date(2023, 1, 1), date.fromordinal(738000), date.fromisoformat("2020-01-31"))
print(d.replace(year=2028), d.strftime("%d/%m/%y %A %B %j %U"), d.ctime(), f"{d:%Y.%m}", date.max, date.min, date.fromisocalendar(2024, 9, 4))
attempt(date, 2023, 2, 29)
attempt(date, 2023, 13, 1)
attempt(d.replace, year=2023)
attempt(date.fromisoformat, "2020-1-31")
attempt(date, MINYEAR - 1, 1, 1)
t = time(13, 5, 7, 890)
print(t, repr(t), t.isoformat("milliseconds"), t.replace(hour=1), time.fromisoformat("04:05:06.123456"), t.strftime("%I:%M:%S %p"), time(0) < t, bool(time(0)))
attempt(time, 25)
dt = datetime(2024, 3, 10, 14, 30, 15, 123456)
print(dt, repr(dt), dt.isoformat(), dt.isoformat(" ", "minutes"), dt.date(), dt.time(), dt.timestamp() > 0, dt.weekday())
print(datetime.strptime("2021-12-25 08:09:10", "%Y-%m-%d %H:%M:%S"), datetime.strptime("5 Jan 99", "%d %b %y"), datetime.fromisoformat("2024-01-02T03:04:05+02:00"))
attempt(datetime.strptime, "2021", "%Y-%m")
attempt(datetime.strptime, "2021-13-01", "%Y-%m-%d")
attempt(datetime.strptime, "2021-01-01x", "%Y-%m-%d")
delta = timedelta(days=3, hours=5, minutes=7, seconds=9, milliseconds=11, microseconds=13)
print(delta, repr(delta), delta.total_seconds(), delta * 2, delta / 2, delta // timedelta(hours=1), delta % timedelta(hours=1), -delta, abs(-delta), delta / timedelta(days=1), divmod(delta, timedelta(days=1)))
print(timedelta(seconds=0.1) * 1.5, timedelta(0), bool(timedelta(0)), timedelta(hours=-1), sum([timedelta(minutes=i) for i in range(5)], timedelta()), timedelta.max, timedelta.resolution)
attempt(lambda: delta / 0)
cet = timezone(timedelta(hours=1), "CET")
aware = datetime(2024, 7, 1, 12, tzinfo=timezone.utc)
print(aware, repr(aware), aware.astimezone(cet), aware.timestamp(), cet, repr(cet), timezone(timedelta(minutes=-90)), UTC, aware.utcoffset(), aware.tzname(), aware.strftime("%z %Z %s"[:5]))
print(aware == aware.astimezone(cet), hash(aware) == hash(aware.astimezone(cet)), aware - datetime(2024, 1, 1, tzinfo=cet), datetime.fromtimestamp(86400 * 365.25, timezone.utc))
attempt(lambda: aware == dt)
attempt(timezone, timedelta(days=2))


class Eastern(tzinfo):
    def utcoffset(self, when):
        return timedelta(hours=-5) + self.dst(when)

    def dst(self, when):
        return timedelta(hours=1) if 3 < when.month < 11 else timedelta(0)

    def tzname(self, when):
        return "EDT" if self.dst(when) else "EST"


for month in (1, 6, 12):
    here = datetime(2024, month, 15, 8, tzinfo=Eastern())
    print(here, here.tzname(), here.astimezone(timezone.utc), here.dst())


class Day(date):
    def next(self):
        return self + timedelta(1)


n = Day(2024, 12, 31).next()
print(type(n).__name__, n, isinstance(dt, date), Day.today() >= Day(2020, 1, 1))
current = date(2023, 12, 25)
mondays = 0
for _ in range(120):
    current += timedelta(days=1)
    if current.weekday() == 0 and current.day <= 7:
        mondays += 1
print(current, mondays, {date(2024, 1, 1): "x"}[date(2024, 1, 1)], sorted([d, date.min, date(2024, 2, 28)])[1])
print(datetime.combine(d, t), datetime.min, dt.replace(microsecond=0, tzinfo=cet), dt.timetuple()[:6], d.__reduce__()[0].__name__, (dt - datetime(2024, 3, 9)).days)
print(d.__format__(""), str(datetime(1, 1, 1)), datetime(2024, 1, 1, fold=1).fold, aware.isoformat(timespec="hours"), dt.strftime("%f %H %y %%"))
