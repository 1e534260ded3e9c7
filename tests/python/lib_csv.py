# csv: readers and writers with every setting, dialects, DictReader and DictWriter, the sniffer, errors.
import csv
import io


def attempt(f, *args, **kw):
    try:
        print("value", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


def write(rows, **settings):
    out = io.StringIO()
    csv.writer(out, **settings).writerows(rows)
    return out.getvalue()


def read(text, **settings):
    return list(csv.reader(io.StringIO(text, newline=""), **settings))


ROWS = [["a", 1, 2.5, None], ["x,y", 'say "hi"', "", True], ["line\nbreak", " lead", "tail ", "é😀"], [10**20, "-1", "a\rb", b"b"]]
for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_STRINGS, csv.QUOTE_NOTNULL):
    text = write(ROWS, quoting=quoting)
    print(quoting, repr(text))
    print(read(text))
print(repr(write(ROWS, quoting=csv.QUOTE_NONE, escapechar="\\")))
print(repr(write(ROWS, delimiter=";", quotechar="'", lineterminator="\n")), repr(write([["a'b", 'c"d']], quotechar="'", doublequote=False, escapechar="^")))
print(read('a,b\n\n"x\ny",z\n'), read("a;'b;c'\n", delimiter=";", quotechar="'"), read("a\\,b,c", escapechar="\\"), read("a,  b, c ", skipinitialspace=True))
print(read('1,"2",3.5\n', quoting=csv.QUOTE_NONNUMERIC), read('1,,"",x\n', quoting=csv.QUOTE_NOTNULL), read('"a""b"'), read('"a""b"', doublequote=False, escapechar="\\"), read('"a,b', quoting=csv.QUOTE_NONE))
attempt(read, "x", quoting=csv.QUOTE_NONNUMERIC)
attempt(read, '"a"b', strict=True)
attempt(read, '"abc', strict=True)
attempt(lambda: list(csv.reader(["a\rb"])))
attempt(lambda: list(csv.reader([b"a"])))
attempt(lambda: list(csv.reader([1])))
attempt(csv.reader, 5)
attempt(csv.reader)
attempt(csv.writer, [])
attempt(write, [["a,b"]], quoting=csv.QUOTE_NONE)
attempt(write, [[""]], quoting=csv.QUOTE_NONE)
attempt(write, [5])
attempt(write, 5)
for bad in ({"delimiter": ""}, {"delimiter": "ab"}, {"delimiter": 5}, {"quotechar": "xx"}, {"quoting": 17}, {"quoting": "all"}, {"lineterminator": 1}, {"escapechar": 1}, {"nope": 1}, {"delimiter": "\n"}, {"delimiter": '"'}, {"quotechar": None, "quoting": 1}):
    attempt(csv.reader, [], **bad)
reader = csv.reader(["h1,h2", '"multi', 'line",2', "3,4"])
print(next(reader), reader.line_num, next(reader), reader.line_num, next(reader), next(reader, "end"), reader.dialect.delimiter, reader.dialect.quoting)

# dialects
print(csv.list_dialects(), csv.get_dialect("excel-tab").delimiter == "\t", csv.get_dialect("unix").lineterminator)
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_ALL)


class Semi(csv.excel):
    delimiter = ";"
    skipinitialspace = True


csv.register_dialect("semi", Semi)
csv.register_dialect("semi2", Semi, quotechar="'")
print(repr(write([["a", 1]], dialect="pipes")), read("a; 'b;c'", dialect="semi2"), read("a; b", dialect=Semi), read("a; b", dialect=Semi()), sorted(csv.list_dialects()))
csv.unregister_dialect("semi2")
attempt(csv.unregister_dialect, "semi2")
attempt(csv.get_dialect, "nope")
attempt(csv.register_dialect, 5)
attempt(read, "a", dialect="nope")
d = csv.get_dialect("pipes")
print(d.delimiter, d.doublequote, d.escapechar, repr(d.lineterminator), d.quotechar, d.quoting, d.skipinitialspace, d.strict)
attempt(lambda: setattr(d, "delimiter", ","))


class Bad(csv.Dialect):
    delimiter = ":"
    quotechar = '"'
    quoting = 99
    lineterminator = "\n"


attempt(Bad)
attempt(csv.Dialect)
print(csv.field_size_limit(5), csv.field_size_limit())
attempt(read, "abcdef")
csv.field_size_limit(131072)
attempt(csv.field_size_limit, "x")

# by names
data = "name,age,city\nAnn,30,Oslo\nBob,25\nCy,40,Rome,extra,more\n\n"
rows = csv.DictReader(io.StringIO(data))
print(rows.fieldnames, list(rows), rows.line_num)
print(list(csv.DictReader(io.StringIO(data), fieldnames=["n", "a"], restkey="rest", restval="-")))
out = io.StringIO()
w = csv.DictWriter(out, ["name", "age"], restval="?", extrasaction="ignore")
print(w.writeheader(), w.writerow({"name": "Ann", "age": 1, "x": 2}), w.writerow({"name": "Bob"}))
w.writerows([{"age": 5}, {"name": "q,r"}])
print(repr(out.getvalue()))
attempt(csv.DictWriter(out, ["a"]).writerow, {"a": 1, "b": 2, "c": 3})
attempt(csv.DictWriter, out, ["a"], extrasaction="what")

# guessing
sniffer = csv.Sniffer()
for sample in ("a;b;c\n1;2;3\n4;5;6\n", "a\tb\n1\t2\n", "'a','b, c'\n'd','e, f'\n", "name, age\nann, 3\nbob, 4\n", "x|y|z\n1|2|3\n"):
    guess = sniffer.sniff(sample)
    print(repr(guess.delimiter), repr(guess.quotechar), guess.skipinitialspace, sniffer.has_header(sample))
attempt(sniffer.sniff, "abc")
big = write([[i, f"n{i}", i * 1.5, "q" * (i % 5)] for i in range(400)])
back = read(big)
print(len(big), len(back), back[123], sum(float(r[2]) for r in back))
