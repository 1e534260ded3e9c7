# tempfile, shutil, os and os.path: folders, trees, links, environment, walking, temporary files of every kind, errors with errno.
import errno
import filecmp
import glob
import io
import os
import shutil
import stat
import tempfile
from os.path import basename, commonpath, commonprefix, dirname, exists, isabs, join, normpath, relpath, split, splitdrive, splitext, splitroot


def attempt(f, *args, **kw):
    try:
        print("value", repr(f(*args, **kw)).replace(top, "TOP"))
    except OSError as e:
        print(type(e).__name__, e.errno and errno.errorcode[e.errno], e.strerror, str(e.filename).replace(top, "TOP"), e.filename2 and e.filename2.replace(top, "TOP"))
    except Exception as e:
        print(type(e).__name__, e)


top = tempfile.mkdtemp()
# os.path
for path in ("/a/b.tar.gz", "a/b/", "/", "", "..", "a//b/./../c", ".bashrc", "//x/y", "a.b/c", "/.a.b", "a\\b"):
    print(repr(path), split(path), splitext(path), repr(dirname(path)), repr(basename(path)), normpath(path), isabs(path), splitroot(path), splitdrive(path))
print(join("a", "b", "/c", "d"), join("a", ""), join("", "a"), join("a/", "b"), join(b"a", b"b"), commonpath(["/a/b/c", "/a/b/d"]), commonprefix(["/abc", "/abd"]), relpath("/a/b", "/a/c/d"), relpath("a"), os.path.normcase("A"), os.path.expandvars("$NOPE_X/y") if "NOPE_X" not in os.environ else 0)
attempt(commonpath, ["/a", "b"])
attempt(commonpath, [])
attempt(join, "a", b"b")
attempt(join, "a", 5)
attempt(splitext, 5)
attempt(relpath, "")

# folders and files
os.makedirs(join(top, "x/y/z"))
attempt(os.makedirs, join(top, "x/y"))
os.makedirs(join(top, "x/y"), exist_ok=True)
attempt(os.mkdir, join(top, "no/such"))
attempt(os.rmdir, join(top, "x"))
attempt(os.listdir, join(top, "nope"))
attempt(os.remove, join(top, "nope"))
attempt(os.rename, join(top, "nope"), join(top, "b"))
attempt(open, top)
attempt(open, join(top, "nope", "f"), "w")
attempt(open, join(top, "f"), "zz")
attempt(open, join(top, "f"), "rw")
attempt(open, join(top, "f"), "rb", encoding="utf-8")
attempt(open, "a\0b")
for i, name in enumerate(("x/one.txt", "x/y/two.py", "x/y/z/three.py", "four")):
    with open(join(top, name), "w") as f:
        print(f.write(name * (i + 1)), f.tell(), f.mode, f.encoding, f.closed, end="; ")
print(sorted(os.listdir(top)), [(dirpath.removeprefix(top), sorted(d), sorted(f)) for dirpath, d, f in os.walk(top)])
print([(dirpath.removeprefix(top), f) for dirpath, d, f in os.walk(top, topdown=False)])
with os.scandir(top) as entries:
    print(sorted((e.name, e.is_dir(), e.is_file(), e.is_symlink(), e.stat().st_size if e.is_file() else None) for e in entries))
s = os.stat(join(top, "four"))
print(s.st_size, stat.S_ISREG(s.st_mode), stat.filemode(s.st_mode & ~0o777 | 0o754), os.access(join(top, "four"), os.R_OK), os.path.getsize(join(top, "four")), s[6])
os.utime(join(top, "four"), (1000, 2000))
print(os.path.getmtime(join(top, "four")), os.stat(join(top, "four")).st_atime)
os.symlink("four", join(top, "link"))
print(os.readlink(join(top, "link")), os.path.islink(join(top, "link")), os.path.lexists(join(top, "link")), os.path.realpath(join(top, "link")) == os.path.realpath(join(top, "four")), os.path.samefile(join(top, "link"), join(top, "four")))
os.rename(join(top, "four"), join(top, "4"))
print(exists(join(top, "link")), os.path.lexists(join(top, "link")))
os.replace(join(top, "4"), join(top, "four"))

# shutil
print(shutil.copy(join(top, "four"), join(top, "x")).removeprefix(top), shutil.copyfile(join(top, "four"), join(top, "five")).removeprefix(top), filecmp.cmp(join(top, "four"), join(top, "five"), shallow=False))
attempt(shutil.copyfile, join(top, "four"), join(top, "four"))
attempt(shutil.copy, join(top, "nope"), top)
shutil.copytree(join(top, "x"), join(top, "tree"), ignore=shutil.ignore_patterns("*.txt", "z"))
print(sorted(glob.glob("**", root_dir=join(top, "tree"), recursive=True)), sorted(glob.glob("*.py", root_dir=join(top, "x/y"))), glob.glob(join(top, "?our")) == [join(top, "four")], glob.has_magic("a[b]"), glob.escape("a[*]?"))
attempt(shutil.copytree, join(top, "x"), join(top, "tree"))
print(shutil.move(join(top, "five"), join(top, "tree")).removeprefix(top), exists(join(top, "five")))
attempt(shutil.move, join(top, "nope"), top)
attempt(shutil.rmtree, join(top, "nope"))
shutil.rmtree(join(top, "nope"), ignore_errors=True)
shutil.rmtree(join(top, "tree"))
a, b = io.BytesIO(b"x" * 10), io.BytesIO()
shutil.copyfileobj(a, b, 3)
print(b.getvalue(), shutil.which("surely-no-such-program"), shutil.get_terminal_size((80, 24)).lines > 0)

# tempfile
with tempfile.TemporaryDirectory(dir=top, prefix="pre", suffix="suf") as folder:
    print(basename(folder)[:3], folder[-3:], os.path.isdir(folder))
    open(join(folder, "f"), "x").close()
    attempt(open, join(top, "nope", "f"), "x")
print(exists(folder))
with tempfile.NamedTemporaryFile("w+", dir=top, suffix=".txt", delete=False) as f:
    f.write("temp\nfile\n")
    f.seek(0)
    print(f.readlines(), f.name.endswith(".txt"))
print(exists(f.name), f.closed)
os.unlink(f.name)
with tempfile.TemporaryFile(dir=top) as f:
    print(f.write(b"abc"), f.seek(1), f.read())
spool = tempfile.SpooledTemporaryFile(max_size=10, mode="w+")
spool.write("small")
print(spool._rolled, spool.tell())
spool.seek(0)
print(spool.read())
fd, path = tempfile.mkstemp(dir=top)
print(os.write(fd, b"low level"), os.lseek(fd, 4, os.SEEK_SET), os.read(fd, 3), os.fstat(fd).st_size, os.ftruncate(fd, 2), os.path.getsize(path))
os.close(fd)
attempt(os.read, fd, 1)
attempt(os.close, -1)
fd = os.open(path, os.O_RDWR | os.O_APPEND)
with os.fdopen(fd, "a") as f:
    f.write("!")
print(open(path, "rb").read(), stat.S_IMODE(os.stat(path).st_mode) == 0o600, tempfile.gettempprefix())
os.environ["TAIPAN_TEST"] = "value"
print(os.environ["TAIPAN_TEST"], os.getenv("TAIPAN_TEST"), os.getenv("NOPE_Y", "default"), "TAIPAN_TEST" in os.environ, os.environ.pop("TAIPAN_TEST"), os.path.expandvars("$TAIPAN_TEST"))
attempt(lambda: os.environ["NOPE_Z"])
attempt(os.putenv, "a", 5)
attempt(lambda: os.environ.__setitem__("a", 5))
cwd = os.getcwd()
os.chdir(join(top, "x"))
print(exists("one.txt"), sorted(os.listdir()), os.path.abspath("y") == join(os.getcwd(), "y"))
os.chdir(cwd)
print(os.strerror(errno.ENOENT), os.fspath("a"), os.fsencode("é"), os.fsdecode(b"a"), os.sep, os.linesep == "\n", os.name, os.curdir, os.extsep)
attempt(os.fspath, 5)
shutil.rmtree(top)
print(exists(top))
