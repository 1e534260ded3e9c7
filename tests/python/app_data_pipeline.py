# A data pipeline: CSV in, typed rows, joins, grouping, pivots, window functions, JSON and CSV out; errors collected with context; a query language in strings.
import csv
import io
import json
import operator
import re
from collections import defaultdict
from dataclasses import asdict, dataclass, field, fields
from datetime import date, timedelta
from functools import partial, reduce
from itertools import accumulate, groupby, islice, pairwise, starmap
from typing import get_type_hints

SALES = """id,day,shop,item,count,price
1,2024-01-05,north,apple,10,0.50
2,2024-01-05,south,pear,3,0.75
3,2024-01-06,north,"plum, red",7,0.20
4,2024-01-07,east,apple,x,0.50
5,2024-01-08,south,apple,12,0.45
6,2024-13-01,south,apple,1,0.45
7,2024-01-09,north,pear,,0.80
8,2024-01-09,west,apple,4,-1
9,2024-02-01,north,apple,6,0.55
10,2024-02-02,south,"pear ""big"" x",2,1.20,extra
11,2024-02-03,south,pear,8
"""
SHOPS = "shop;manager;since\nnorth;Ann;2020\nsouth;Bob;2021\nwest;;2022\n"


@dataclass
class Sale:
    id: int
    day: date
    shop: str
    item: str
    count: int
    price: float
    total: float = field(init=False)

    def __post_init__(self):
        if self.price < 0:
            raise ValueError(f"negative price {self.price}")
        self.total = round(self.count * self.price, 2)


CONVERT = {int: int, float: float, str: str, date: date.fromisoformat}


class RowError(Exception):
    def __init__(self, line, column, value, cause):
        super().__init__(f"line {line}, {column}={value!r}: {type(cause).__name__}")
        self.line, self.column = line, column


def load(cls, text, **settings):
    reader = csv.DictReader(io.StringIO(text), **settings)
    hints, good, bad = get_type_hints(cls), [], []
    for row in reader:
        values = {}
        try:
            for f in fields(cls):
                if f.init:
                    column = f.name
                    values[column] = CONVERT[hints[column]](row[column])
            column = "row"
            if None in row:
                raise IndexError(f"{len(row[None])} columns too many")
            good.append(cls(**values))
        except (ValueError, TypeError, IndexError) as e:
            error = RowError(reader.line_num, column, row.get(column), e)
            error.__cause__ = e
            bad.append(error)
    return good, bad


sales, errors = load(Sale, SALES)
print(len(sales), sales[0])
for e in errors:
    print(e, "|", str(e.__cause__)[:40] if e.column != "day" else "bad date")
shops = {r["shop"]: r for r in csv.DictReader(io.StringIO(SHOPS), delimiter=";")}


class Table:
    def __init__(self, rows):
        self.rows = list(rows)

    def __iter__(self):
        return iter(self.rows)

    def where(self, text):
        tests = [re.fullmatch(r"\s*(\w+)\s*(<=|>=|!=|=|<|>|~)\s*(.+?)\s*", part) for part in text.split(" and ")]
        if not all(tests):
            raise SyntaxError(f"cannot read {text!r}")
        ops = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "!=": operator.ne, "~": lambda a, b: re.search(b, a) is not None}

        def holds(row):
            for name, op, value in (t.groups() for t in tests):
                have = row[name]
                want = CONVERT.get(type(have), str)(value.strip("'"))
                if not ops[op](have, want):
                    return False
            return True

        return Table(filter(holds, self.rows))

    def select(self, *names, **made):
        return Table({n: r[n] for n in names} | {k: f(r) for k, f in made.items()} for r in self.rows)

    def join(self, other, key):
        return Table({**r, **{k: v for k, v in other.get(r[key], {}).items() if k != key}} for r in self.rows)

    def order(self, *keys):
        rows = self.rows[:]
        for key in reversed(keys):
            rows.sort(key=operator.itemgetter(key.lstrip("-")), reverse=key[0] == "-")
        return Table(rows)

    def group(self, key, **aggregates):
        groups = defaultdict(list)
        for r in self.rows:
            groups[r[key]].append(r)
        return Table({key: k} | {name: f([r[column] for r in rs]) for name, (column, f) in aggregates.items()} for k, rs in sorted(groups.items()))

    def pivot(self, row, column, value):
        columns = sorted({r[column] for r in self.rows})
        cells = defaultdict(float)
        for r in self.rows:
            cells[r[row], r[column]] += r[value]
        return Table({row: k} | {c: round(cells.get((k, c), 0.0), 2) for c in columns} for k in sorted({r[row] for r in self.rows}))

    def running(self, column, name, f=operator.add):
        return Table({**r, name: round(v, 2)} for r, v in zip(self.rows, accumulate((r[column] for r in self.rows), f)))

    def __str__(self):
        if not self.rows:
            return "(empty)"
        names = list(self.rows[0])
        text = [list(map(str, names))] + [[f"{r.get(n):,.2f}" if isinstance(r.get(n), float) else str(r.get(n, "")) for n in names] for r in self.rows]
        widths = [max(map(len, c)) for c in zip(*text)]
        return "\n".join("  ".join(v.ljust(w) if not re.fullmatch(r"[-\d.,]+", v) else v.rjust(w) for v, w in zip(line, widths)).rstrip() for line in text)


t = Table(map(asdict, sales))
print(t.select("id", "shop", "total", month=lambda r: f"{r['day']:%b}").join(shops, "shop"))
print(t.where("shop = north and count > 6").order("-total").select("item", "total"))
print(t.where("item ~ ^p and day >= 2024-01-06").select("day", "item"))
print(t.group("shop", n=("id", len), total=("total", sum), best=("item", partial(max, key=len)), first=("day", min)))
print(t.select("shop", "item", "total", month=lambda r: r["day"].month).pivot("shop", "month", "total"))
print(t.order("day").select("day", "total").running("total", "sum").running("total", "top", max))
for bad in ("count", "nope = 1", "count > many", "day < soon"):
    try:
        print(list(t.where(bad)))
    except (SyntaxError, KeyError, ValueError) as e:
        print(type(e).__name__, e if "isoformat" not in str(e) else "bad date")
out = io.StringIO()
writer = csv.DictWriter(out, ["item", "total"], extrasaction="ignore", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
writer.writeheader()
writer.writerows(t)
print(out.getvalue())
text = json.dumps(t.rows[:2], default=str, indent=1)
print(text, json.loads(text, object_hook=lambda d: {k: date.fromisoformat(v) if re.fullmatch(r"\d{4}-\d\d-\d\d", str(v)) else v for k, v in d.items()})[0]["day"])
gaps = [(b.day - a.day).days for a, b in pairwise(sales)]
weeks = {k: [s.id for s in g] for k, g in groupby(sales, key=lambda s: s.day.isocalendar()[1])}
print(gaps, weeks, max(starmap(lambda a, b: abs(a.total - b.total), pairwise(sales))), reduce(timedelta.__add__, (timedelta(days=g) for g in gaps)))
many = Table({"k": i % 7, "v": float(i * i % 101)} for i in range(400))
print(many.group("k", s=("v", sum), top=("v", lambda vs: list(islice(sorted(vs, reverse=True), 2)))).rows[3], len(list(many.where("v > 50 and k != 3"))))
