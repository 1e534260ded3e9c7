# argparse: positionals, options, actions, types, groups, subcommands, help and usage texts, errors with exit statuses.
import argparse
import contextlib
import io
import os

os.environ["COLUMNS"] = "90"


def run(parser, *args):
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            result = parser.parse_args(list(args))
        print(args, "->", result)
    except SystemExit as e:
        print(args, "-> exit", e.code, out.getvalue() + err.getvalue(), end="")
    except argparse.ArgumentError as e:
        print(args, "-> ArgumentError", e)


def even(text):
    n = int(text)
    if n % 2:
        raise argparse.ArgumentTypeError(f"{n} is odd")
    return n


class Pairs(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        pairs = getattr(namespace, self.dest) or {}
        key, sep, value = values.partition("=")
        if not sep:
            raise argparse.ArgumentError(self, f"{values!r} has no '='")
        setattr(namespace, self.dest, pairs | {key: value})


p = argparse.ArgumentParser(prog="tool", description="A tool that does things.", epilog="See the manual.")
p.add_argument("source", help="where from")
p.add_argument("target", nargs="?", default="out", help="where to (default: %(default)s)")
p.add_argument("-v", "--verbose", action="count", default=0, help="say more")
p.add_argument("-q", "--quiet", action="store_true")
p.add_argument("-n", "--number", type=even, metavar="N", help="an even number")
p.add_argument("--level", type=int, choices=[1, 2, 3], default=2)
p.add_argument("--mode", choices=("fast", "slow"), required=False)
p.add_argument("-D", "--define", action=Pairs, default={}, metavar="KEY=VALUE", help="may be repeated")
p.add_argument("-i", "--include", action="append", metavar="DIR")
p.add_argument("--tags", nargs="+", action="extend")
p.add_argument("--point", nargs=2, type=float, metavar=("X", "Y"))
p.add_argument("--color", action=argparse.BooleanOptionalAction, default=True, help="colors")
p.add_argument("--const", action="store_const", const=42, dest="answer")
p.add_argument("--secret", help=argparse.SUPPRESS)
p.add_argument("--version", action="version", version="%(prog)s 1.0")
p.print_help()
print(p.format_usage())
run(p, "a")
run(p, "a", "b", "-vvv", "-q", "-n4", "--level=3", "--mode", "fast")
run(p, "-D", "a=1", "--define", "b=2=3", "src", "-i", "x", "-iy", "--tags", "t1", "t2", "--tags", "t3", "--point", "1", "-2.5")
run(p, "a", "--no-color", "--const", "--verb", "--secret", "s")
run(p, "--", "-weird")
run(p)
run(p, "a", "b", "c", "d")
run(p, "a", "-n", "3")
run(p, "a", "-n", "x")
run(p, "a", "--level", "9")
run(p, "a", "--level", "x")
run(p, "a", "--mode", "fas")
run(p, "a", "-D", "nothing")
run(p, "a", "--nope")
run(p, "a", "--co")
run(p, "a", "--point", "1")
run(p, "a", "-n")
run(p, "a", "--quiet=1")
run(p, "--version")
print(p.parse_known_args(["a", "--nope", "x", "y", "-q"]))
print(p.get_default("level"), p.parse_args(["a"], namespace=argparse.Namespace(extra=1)).extra, vars(p.parse_args(["z"]))["source"])

# groups and subcommands
s = argparse.ArgumentParser(prog="git", exit_on_error=False, allow_abbrev=False, argument_default=argparse.SUPPRESS)
group = s.add_mutually_exclusive_group()
group.add_argument("--json", action="store_true")
group.add_argument("--xml", action="store_true")
subs = s.add_subparsers(dest="command", required=True, metavar="COMMAND", title="commands")
add = subs.add_parser("add", help="add files", aliases=["a"])
add.add_argument("files", nargs="*")
add.add_argument("--force", "-f", action="store_true")
commit = subs.add_parser("commit", help="record changes", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
commit.add_argument("-m", "--message", required=True, help="the text")
commit.add_argument("--depth", type=int, default=3, help="how deep")
commit.set_defaults(handler="do_commit")
s.print_help()
commit.print_help()
run(s, "add", "x", "y", "-f")
run(s, "--json", "a")
run(s, "commit", "-m", "text", "--depth", "5")
run(s, "--json", "--xml", "add")
run(s, "commit")
run(s, "push")
run(s)
run(s, "add", "--forc")
for bad in (lambda: p.add_argument("-q"), lambda: p.add_argument("x", required=True), lambda: p.add_argument("--bad", nargs=0), lambda: p.add_argument("--bad", action="nope"), lambda: p.add_argument("--bad", type="int"), lambda: p.add_argument("a", "b"), lambda: p.add_argument("--p", nargs=2, metavar=("A",)), lambda: argparse.FileType if False else p.add_argument("--x", dest="a", action="store_true", type=int)):
    try:
        bad()
        print("fine")
    except (ValueError, TypeError, argparse.ArgumentError) as e:
        print(type(e).__name__, e)
f = argparse.ArgumentParser(prog="at", fromfile_prefix_chars="@", prefix_chars="-+", formatter_class=argparse.RawDescriptionHelpFormatter, description="line 1\n  line 2", add_help=False)
f.add_argument("+x", type=float)
g = f.add_argument_group("numbers", "options with numbers")
g.add_argument("--a", type=lambda t: int(t, 0), default="0x10")
g.add_argument("rest", nargs=argparse.REMAINDER)
run(f, "+x", "1.5", "--a", "0b11", "cmd", "--a", "-z")
run(f)
f.print_help()
ns = argparse.Namespace(b=2, a="x")
print(ns, ns == argparse.Namespace(a="x", b=2), "a" in ns, vars(ns))
