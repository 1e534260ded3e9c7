# Log analysis: lines made by a seeded generator, parsed by named groups into slotted dataclasses, sessions, percentiles, a histogram, a command line by argparse.
import argparse
import contextlib
import io
import random
import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cached_property, reduce
from ipaddress import AddressValueError, ip_address, ip_network
from itertools import groupby, pairwise
from operator import attrgetter
from urllib.parse import parse_qs, urlsplit

LINE = re.compile(r"""
    (?P<host>\S+)\ -\ (?P<user>\S+)\ \[(?P<when>[^\]]+)\]\ "(?P<method>[A-Z]+)\ (?P<url>\S+)(?:\ HTTP/(?P<version>[\d.]+))?"
    \ (?P<status>\d{3})\ (?P<size>\d+|-)\ (?P<ms>\d+(?:\.\d+)?)ms\s*$""", re.X)


class BadLine(ValueError):
    def __init__(self, number, text, reason="no match"):
        super().__init__(f"line {number}: {reason}: {text[:30]!r}")
        self.number = number


@dataclass(slots=True, frozen=True, order=True)
class Entry:
    when: datetime
    host: str
    user: str | None
    method: str
    url: str
    status: int
    size: int
    ms: float

    @classmethod
    def parse(cls, number, text):
        m = LINE.match(text)
        if not m:
            raise BadLine(number, text)
        try:
            when = datetime.strptime(m["when"], "%d/%b/%Y:%H:%M:%S %z")
            ip_address(m["host"])
        except ValueError as e:
            raise BadLine(number, text, str(e)) from e
        return cls(when, m["host"], None if m["user"] == "-" else m["user"], m["method"], m["url"], int(m["status"]), 0 if m["size"] == "-" else int(m["size"]), float(m["ms"]))

    @property
    def path(self):
        return re.sub(r"/\d+", "/:id", urlsplit(self.url).path)

    @property
    def query(self):
        return parse_qs(urlsplit(self.url).query)


def generate(n, seed):
    rng, now = random.Random(seed), datetime(2024, 3, 9, 23, 50, tzinfo=timezone(timedelta(hours=1)))
    for i in range(n):
        now += timedelta(seconds=rng.expovariate(1 / 20))
        url = rng.choices(["/", "/items/{}", "/items/{}/edit", "/search?q={}&page=2", "/static/a.css"], [4, 5, 1, 3, 6])[0].format(rng.randrange(30))
        status = rng.choices([200, 304, 404, 500], [80, 10, 7, 3])[0]
        host = rng.choice(["10.0.0.{}", "192.168.1.{}", "2001:db8::{}"]).format(rng.randrange(1, 5))
        line = f'{host} - {rng.choice(["-", "ann", "bob"])} [{now:%d/%b/%Y:%H:%M:%S %z}] "{rng.choices(["GET", "POST"], [9, 1])[0]} {url} HTTP/1.1" {status} {"-" if status == 304 else int(rng.lognormvariate(7, 1))} {rng.gammavariate(2, 30):.1f}ms'
        if i % 20 == 19:
            line = ["garbage", line.replace("Mar", "Foo"), line.replace(host, "999.1.1.1")][i // 20 % 3]
        yield line + "\n"


class Report:
    def __init__(self, lines, keep=lambda e: True):
        self.entries, self.errors = [], []
        for number, line in enumerate(lines, 1):
            try:
                entry = Entry.parse(number, line)
            except BadLine as e:
                self.errors.append(e)
            else:
                if keep(entry):
                    self.entries.append(entry)

    @cached_property
    def by_path(self):
        groups = defaultdict(list)
        for e in self.entries:
            groups[e.path].append(e)
        return dict(sorted(groups.items(), key=lambda p: (-len(p[1]), p[0])))

    @staticmethod
    def percentile(values, p):
        values = sorted(values)
        if not values:
            return float("nan")
        at = (len(values) - 1) * p / 100
        low = int(at)
        high = min(low + 1, len(values) - 1)
        return values[low] + (values[high] - values[low]) * (at - low)

    def sessions(self, gap=timedelta(minutes=5)):
        for host, entries in groupby(sorted(self.entries, key=attrgetter("host", "when")), key=attrgetter("host")):
            entries = list(entries)
            cuts = [0] + [i for i, (a, b) in enumerate(pairwise(entries), 1) if b.when - a.when > gap] + [len(entries)]
            for a, b in pairwise(cuts):
                yield host, entries[a].when, entries[b - 1].when - entries[a].when, b - a

    def histogram(self, bounds=(25, 50, 100, 200), width=24):
        counts = [0] * (len(bounds) + 1)
        for e in self.entries:
            counts[bisect_left(bounds, e.ms)] += 1
        top = max(counts) or 1
        labels = [f"<= {b}" for b in bounds] + [f"> {bounds[-1]}"]
        return [f"{label:>7} | {'#' * round(c * width / top):<{width}} {c:>4} {c / len(self.entries):6.1%}" for label, c in zip(labels, counts)]


def main(arguments, source):
    parser = argparse.ArgumentParser(prog="logs", description="Says what a log says.")
    parser.add_argument("--status", type=int, action="append", help="only these")
    parser.add_argument("--net", type=ip_network, help="only hosts of a network")
    parser.add_argument("--since", type=datetime.fromisoformat, metavar="TIME")
    parser.add_argument("-v", "--verbose", action="count", default=0)
    commands = parser.add_subparsers(dest="command", required=True)
    top = commands.add_parser("top")
    top.add_argument("field", choices=["path", "host", "status", "user", "method"])
    top.add_argument("-n", type=int, default=3)
    for name in ("latency", "sessions", "errors", "search"):
        commands.add_parser(name)
    options = parser.parse_args(arguments)
    keep = lambda e: (not options.status or e.status in options.status) and (options.net is None or ip_address(e.host) in options.net) and (options.since is None or e.when >= options.since)
    report = Report(source, keep)
    if options.verbose:
        print(f"{len(report.entries)} entries, {len(report.errors)} bad lines", file=sys.stderr)
    match options:
        case argparse.Namespace(command="top", field=field, n=n):
            for value, count in sorted(Counter(getattr(e, field) for e in report.entries).items(), key=lambda p: (-p[1], str(p[0])))[:n]:
                print(f"{count:>5} {value}")
        case argparse.Namespace(command="latency"):
            for path, entries in report.by_path.items():
                ms = [e.ms for e in entries]
                print(f"{path:<16} {len(ms):>4} " + " ".join(f"p{p}={Report.percentile(ms, p):.1f}" for p in (50, 90, 99)), f"{sum(e.size for e in entries):>8,d}")
            print("\n".join(report.histogram()))
        case argparse.Namespace(command="sessions"):
            found = sorted(report.sessions(), key=lambda s: (-s[3], s[0], s[1]))
            for host, start, length, n in found[:4]:
                print(f"{host:<14} {start:%H:%M:%S} {length} {n}")
            print(len(found), max(s[2] for s in found))
        case argparse.Namespace(command="errors"):
            for e in report.errors:
                print(e, type(e.__cause__).__name__, e.number)
        case argparse.Namespace(command="search"):
            print(Counter(q for e in report.entries for q in e.query.get("q", [])).most_common(3), reduce(lambda a, e: a | set(e.query), report.entries, set()) == {"q", "page"})


LINES = list(generate(80, 17))
print(LINES[0], Entry.parse(1, LINES[1]), len({e for e in Report(LINES).entries}), Report(LINES).entries == sorted(Report(LINES).entries))
for arguments in ("top path", "-v top host -n 4", "--status 404 --status 500 top status", "--net 10.0.0.0/30 top host", "top user -n 9", "latency", "--since 2024-03-09T23:55:00+01:00 -vv latency", "sessions", "errors", "search", "top nothing", "--net x top host", "--since never top host", "", "--help"):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(arguments.split(), LINES)
            status = 0
        except SystemExit as e:
            status = e.code
    print("$", arguments, "->", status)
    print(out.getvalue() + err.getvalue(), end="")
print(Report([]).entries, Report.percentile([], 50), Report.percentile([3], 99), Report.percentile([1, 2, 3, 4], 50), ip_address("2001:db8::1") in ip_network("2001:db8::/32"), ip_network("10.0.0.0/30").num_addresses, [str(h) for h in ip_network("10.0.0.0/30").hosts()])
try:
    ip_address("1.2.3")
except ValueError as e:
    print(type(e).__name__, e)
