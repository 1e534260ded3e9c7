# Small modules: fnmatch, getopt, colorsys, ipaddress, linecache, numbers of errors, stat, keyword lists of sys and gc, optparse, cmd, gettext, pkgutil.
import cmd
import colorsys
import errno
import fnmatch
import gc
import getopt
import io
import ipaddress as ip
import linecache
import optparse
import stat
import sys


def attempt(f, *args, **kw):
    try:
        print("value", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


# fnmatch
names = "a.py b.txt .hidden Readme.MD dir/x.py a[1].py é.py".split()
for pattern in ("*.py", "?.*", "[ab]*", "[!ab]*", "*[[]1]*", "*", ".*", "*.md", "[]", "a**b", "[z-a]x"):
    print(pattern, fnmatch.filter(names, pattern), fnmatch.filterfalse(names, pattern)[:1], fnmatch.translate(pattern))
print(fnmatch.fnmatch("A.PY", "a.py"), fnmatch.fnmatchcase("A.PY", "a.py"), fnmatch.fnmatchcase(b"ab", b"a?"))

# getopt and optparse
print(getopt.getopt("-a -b val --long --with=x rest -c".split(), "ab:c", ["long", "with="]), getopt.gnu_getopt("x -a y -bz".split(), "ab:"), getopt.getopt(["--lo"], "", ["long"]), getopt.getopt(["--", "-a"], "a"))
for args, short, long in ((["-x"], "a", []), (["-b"], "b:", []), (["--nope"], "", ["long"]), (["--long=5"], "", ["long"]), (["--with"], "", ["with="]), (["--w"], "", ["with", "word"])):
    try:
        print(getopt.getopt(args, short, long))
    except getopt.GetoptError as e:
        print(type(e).__name__, e, repr(e.opt))
p = optparse.OptionParser(usage="%prog [options] file", prog="old")
p.add_option("-n", "--number", type="int", default=3, help="a number [%default]")
p.add_option("-q", action="store_false", dest="verbose", default=True)
p.add_option("--add", action="append")
options, rest = p.parse_args(["-n", "5", "x", "--add", "a", "--add=b", "-q"])
print(options, rest)
print(p.format_help())
sys.stderr, old = io.StringIO(), sys.stderr
try:
    p.parse_args(["-n", "x"])
except SystemExit as e:
    text = sys.stderr.getvalue()
finally:
    sys.stderr = old
print(text)

# colours
for rgb in ((0.2, 0.4, 0.6), (1, 0, 0), (0.5, 0.5, 0.5), (0, 0, 0)):
    print([[round(v, 4) for v in f(*rgb)] for f in (colorsys.rgb_to_hsv, colorsys.rgb_to_hls, colorsys.rgb_to_yiq)], [round(v, 4) for v in colorsys.hsv_to_rgb(*colorsys.rgb_to_hsv(*rgb))], [round(v, 4) for v in colorsys.hls_to_rgb(*colorsys.rgb_to_hls(*rgb))])

# addresses
a, n = ip.ip_address("192.168.0.10"), ip.ip_network("192.168.0.0/28")
print(a, repr(a), int(a), a.packed, a.is_private, a + 5, a in n, n.netmask, n.hostmask, n.num_addresses, n.broadcast_address, list(n.subnets(new_prefix=30))[1], n.supernet(), n.overlaps(ip.ip_network("192.168.0.8/29")), ip.ip_interface("10.0.0.5/8").network, a < ip.ip_address("192.168.0.11"), sorted(map(ip.ip_address, ("10.0.0.10", "10.0.0.9"))), a.reverse_pointer)
v6 = ip.ip_address("2001:0db8::0001")
print(v6, v6.exploded, v6.compressed, v6.version, ip.ip_address("::ffff:1.2.3.4").ipv4_mapped, ip.ip_network("2001:db8::/126").num_addresses, v6.is_global, ip.ip_address("::1").is_loopback, list(ip.collapse_addresses([ip.ip_network("10.0.0.0/25"), ip.ip_network("10.0.0.128/25")])), list(ip.summarize_address_range(ip.ip_address("10.0.0.1"), ip.ip_address("10.0.0.6"))))
for bad in ("256.1.1.1", "1.2.3", "1.2.3.04", ":::", "x", "1::2::3", 2**140, "1.2.3.4/33"):
    attempt(ip.ip_address, bad)
attempt(ip.ip_network, "10.0.0.1/24")
print(ip.ip_network("10.0.0.1/24", strict=False))
attempt(lambda: a < v6)

# the rest
print(errno.errorcode[errno.ENOENT], errno.EACCES != errno.EPERM, stat.S_ISDIR(0o040755), stat.filemode(0o100644), stat.filemode(0o041777), stat.S_IMODE(0o100640) == 0o640)
linecache.cache["<made>"] = (9, None, ["one\n", "two\n"], "<made>")
print(linecache.getline("<made>", 2), repr(linecache.getline("<made>", 9)), linecache.getlines("<none>"))
print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), isinstance(gc.collect(), int), len(gc.get_threshold()), isinstance(gc.get_count(), tuple), gc.is_tracked([]))
print(sys.byteorder, sys.version_info[:2], sys.version_info >= (3, 14), sys.version_info.releaselevel, sys.implementation.version[:2], sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.int_info.bits_per_digit > 0, sys.hash_info.inf, sys.getrecursionlimit() >= 1000, sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.intern("a b") is sys.intern("a b"), sys.maxunicode, sys.flags.optimize, "sys" in sys.modules, "math" in sys.stdlib_module_names, sys.api_version, sys.copyright[:9], sys.int_info.default_max_str_digits)
old = sys.get_int_max_str_digits()
attempt(lambda: int("1" * 5000))
attempt(lambda: str(10**5000))
sys.set_int_max_str_digits(0)
print(len(str(10**5000)))
sys.set_int_max_str_digits(old)
attempt(sys.set_int_max_str_digits, 5)
attempt(sys.setrecursionlimit, 0)
attempt(sys.intern, 5)
attempt(sys.exit, 3) if False else print(sys.exc_info())


class Shell(cmd.Cmd):
    prompt = "> "
    total = 0

    def do_add(self, line):
        """add N...: adds numbers"""
        self.total += sum(map(int, line.split()))
        self.stdout.write(f"{self.total}\n")

    def do_quit(self, line):
        return True

    def emptyline(self):
        self.stdout.write("(empty)\n")

    def default(self, line):
        self.stdout.write(f"what is {line!r}? {self.parseline(line)}\n")


out = io.StringIO()
shell = Shell(stdin=io.StringIO("add 1 2\n\nhelp\nhelp add\n?quit\nadd 4\nfly away\n!x\nquit\nadd 9\n"), stdout=out)
shell.use_rawinput = False
shell.cmdloop("welcome")
print(out.getvalue(), shell.total, shell.onecmd("add 1"), Shell.completenames(shell, "a"), shell.lastcmd)
