# configparser: sections, defaults, interpolation, types, writing, errors with line numbers.
import configparser
import io
from configparser import ConfigParser, ExtendedInterpolation, RawConfigParser


def attempt(f, *args, **kw):
    try:
        print("value", repr(f(*args, **kw)))
    except configparser.Error as e:
        print(type(e).__name__, str(e).replace("\n", " / "))
    except Exception as e:
        print(type(e).__name__, e)


TEXT = """\
# a comment
[DEFAULT]
base = /srv
Timeout: 30

[server]
host = example.org   ; not a comment
port = 8080
url = http://%(host)s:%(port)s%(base)s
debug = yes
ratio = 0.75
empty =
nothing
multi = one
    two
    # a comment within

    three

[client "x"]
timeout = 5
path = %(base)s/%(name)s
percent = 100%%
"""
c = ConfigParser(allow_no_value=True)
c.read_string(TEXT)
print(c.sections(), c.default_section, dict(c["DEFAULT"]), list(c), "server" in c, c.has_section("DEFAULT"), c.options("server"), len(c))
s = c["server"]
print(s["host"], s["PORT"], s.getint("port"), s.getboolean("debug"), s.getfloat("ratio"), repr(s["empty"]), s["nothing"], repr(s["multi"]), s.get("nope"), s.get("nope", "fb"), s.getint("nope", 7), s["timeout"], s.name, s.parser is c)
attempt(lambda: s["url"])
c.remove_option("server", "host")
c["server"]["host"] = "h"
print(c["server"]["url"], c.get("server", "url", raw=True), c.get("server", "url", vars={"port": "1"}), c.get('client "x"', "percent"))
attempt(c.get, 'client "x"', "path")
attempt(c.get, "nope", "x")
attempt(c.get, "server", "nope")
attempt(c.getint, "server", "host")
attempt(c.getboolean, "server", "ratio")
attempt(c.get, "server", "nope", fallback=None)
attempt(lambda: c["nope"])
attempt(lambda: s["nope"])
attempt(c.add_section, "server")
attempt(c.add_section, "DEFAULT")
attempt(c.add_section, 5)
attempt(c.set, "server", "x", 5)
attempt(c.set, "server", "x", "50%")
attempt(c.set, "nope", "x", "1")
for bad in ("x = 1", "[a]\nx = 1\nx = 2", "[a]\n[a]", "[a]\nno value", "[a\nx=1", "[a]\n= 5\n??", "[]\na=1"):
    attempt(ConfigParser().read_string, bad)
attempt(ConfigParser().read_string, "[a]\nbad\nworse", "file.ini")
c.set("server", "new", "v")
c["added"] = {"k": "1", "L": "multi\nline"}
print(c.remove_section("client \"x\""), c.remove_section("gone"), c.remove_option("server", "gone"))
out = io.StringIO()
c.write(out)
print(out.getvalue())
c.write(out := io.StringIO(), space_around_delimiters=False)
again = ConfigParser(allow_no_value=True)
again.read_string(out.getvalue())
print(again == c, again["added"]["l"], {k: dict(v) for k, v in again.items() if k == "added"}, again.items("added", raw=True))

e = ConfigParser(interpolation=ExtendedInterpolation())
e.read_string("[paths]\nhome = /u\nbin = ${home}/bin\n[x]\nall = ${paths:bin}:$$y\nbad = ${nope}\nworse = ${a:b:c}\nopen = ${home")
print(e["x"]["all"])
for key in ("bad", "worse", "open"):
    attempt(e.get, "x", key)
loop = ConfigParser()
loop.read_string("[a]\nx = %(y)s\ny = %(x)s")
attempt(loop.get, "a", "x")
raw = RawConfigParser(delimiters=("=>",), comment_prefixes=("//",), inline_comment_prefixes=("--",), strict=False, default_section="common", empty_lines_in_values=False)
raw.optionxform = str
raw.read_string("[common]\nA=>1\n// note\n[s]\nB=>%(x)s -- inline\nB=>again\n")
print(dict(raw["s"]), raw.defaults(), raw.sections())
d = ConfigParser(defaults={"a": "1"}, converters={"list": lambda v: [x.strip() for x in v.split(",")]})
d.read_dict({"s": {"n": 5, "items": "a, b,c"}, "t": {}})
print(d.getlist("s", "items"), d["s"].getlist("items"), d["s"].getlist("none", fallback=[]), d["t"]["a"], d["s"]["n"], d.BOOLEAN_STATES["on"], d.read(["/nope/x.ini"]), d["s"])
n = ConfigParser(interpolation=None)
n.read_file(io.StringIO("[a]\nx = %(y)s 100%"))
print(n["a"]["x"], n.popitem()[0], n.sections(), n.setdefault("z", {"q": "1"})["q"] if False else "-")
big = ConfigParser()
for i in range(40):
    big[f"s{i}"] = {f"k{j}": str(i * j) for j in range(10)}
print(sum(big.getint(s, k) for s in big.sections() for k in big[s]))
