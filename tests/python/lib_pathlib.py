# pathlib: pure paths of both kinds, parts, joins, matching; real files below a temporary folder; errors.
import os
import shutil
import tempfile
from pathlib import Path, PosixPath, PurePath, PurePosixPath, PureWindowsPath


def attempt(f, *args, **kw):
    try:
        print("value", repr(f(*args, **kw)))
    except Exception as e:
        if isinstance(e, OSError) and e.errno:
            # the numbers of errors are the machine's
            print(type(e).__name__, e.strerror, repr(e.filename).replace(root, "ROOT"))
        else:
            print(type(e).__name__, str(e).replace(root, "ROOT"))


root = tempfile.mkdtemp(prefix="paths")
p = PurePosixPath("/usr/local/lib/python3.14/site.tar.gz")
print(p, repr(p), p.parts, p.parent, p.parents[1], list(map(str, p.parents)), p.name, p.stem, p.suffix, p.suffixes, p.anchor, p.root, repr(p.drive), p.is_absolute(), p.as_uri() if False else "")
print(p.with_name("x.py"), p.with_suffix(".zip"), p.with_stem("other"), p.relative_to("/usr/local"), p.is_relative_to("/usr"), p.joinpath("a", "../b"), p / "x" / "y", "/root" / PurePosixPath("z"), p.match("*.gz"), p.match("lib/*/*.gz"), p.full_match("/usr/**/*.gz"), p.with_segments("q", "r"))
for text in ("", ".", "/", "//", "//a", "///a", "a/./b//c/", "a/..", ".hidden", "a.", "a.b.", "..", "/a/../b"):
    q = PurePosixPath(text)
    print(repr(text), q, q.parts, repr(q.name), repr(q.suffix), repr(q.stem), q.parent, q.as_posix())
for text in (r"C:\Users\me\f.TXT", "c:x", r"\\server\share\dir", "a/b\\c", "C:/", "nul", r"\x"):
    w = PureWindowsPath(text)
    print(repr(w), w.drive, w.root, w.anchor, w.parts, w.name, w.is_absolute(), w.as_posix())
print(PureWindowsPath("A/b") == PureWindowsPath("a/B"), PurePosixPath("A") == PurePosixPath("a"), PureWindowsPath("c:/a") / "d:/b", PureWindowsPath("c:/a") / "/b", PurePosixPath("a") < PurePosixPath("b"), sorted(map(PurePosixPath, "b a/c a a.b".split())), hash(PurePosixPath("a/b")) == hash(PurePosixPath("a//b")), PurePath("a") == "a", type(PurePath("a")).__name__, PurePosixPath("a") == PureWindowsPath("a"))
attempt(p.relative_to, "/etc")
attempt(p.with_suffix, "gz")
attempt(p.with_name, "a/b")
attempt(p.with_name, "")
attempt(PurePosixPath("/").with_name, "a")
attempt(PurePosixPath("a").relative_to, "/b", walk_up=True)
print(PurePosixPath("/a/b/c").relative_to("/a/d", walk_up=True))
attempt(lambda: p / 5)
attempt(PurePosixPath, 5)
attempt(lambda: PurePosixPath("a") < PureWindowsPath("b"))
attempt(lambda: PurePosixPath("a") < "b")
attempt(PureWindowsPath("a").nope) if hasattr(p, "nope") else print("no attribute")
print(os.fspath(p), bytes(PurePosixPath("é")), f"{p.name:>14}", str(p)[-3:])

# real files
base = Path(root)
print(isinstance(base, PosixPath), base.exists(), base.is_dir(), base.is_file(), list(base.iterdir()))
f = base / "notes.txt"
print(f.write_text("line 1\nline é\n", encoding="utf-8"), f.read_text(encoding="utf-8"), f.read_bytes(), f.stat().st_size, f.exists(), f.write_bytes(b"\x00\x01"), f.read_bytes())
f.touch()
attempt(f.touch, exist_ok=False)
sub = base / "a" / "b"
attempt(sub.mkdir)
sub.mkdir(parents=True)
sub.mkdir(parents=True, exist_ok=True)
attempt(sub.mkdir)
for name in ("x.py", "y.py", "z.txt", ".hid"):
    (sub / name).write_text(name * 3)
(base / "a" / "top.py").write_text("")
rel = lambda paths: sorted(str(q.relative_to(base)) for q in paths)
print(rel(base.glob("*")), rel(base.glob("**/*.py")), rel(base.rglob("*.py")), rel(base.glob("a/*/[xz]*")), rel(sub.glob("?.py")), rel(base.rglob("*")), rel(base.glob("**/")))
print([(q.relative_to(base).as_posix(), sorted(d), sorted(fs)) for q, d, fs in base.walk()])
with (sub / "x.py").open("a") as out:
    print(out.write("more"), file=out, end="!")
with open(sub / "x.py") as source:
    print(source.read(), Path(source.name).name)
moved = (sub / "x.py").rename(sub / "renamed.py")
print(moved.name, (sub / "x.py").exists(), moved.replace(sub / "y.py").name, (sub / "y.py").read_text())
(base / "link").symlink_to("notes.txt")
print((base / "link").is_symlink(), (base / "link").readlink(), (base / "link").resolve() == f.resolve(), (base / "link").samefile(f), (base / "a" / ".." / "notes.txt").resolve() == f.resolve())
attempt((base / "none").read_text)
attempt((base / "none").unlink)
(base / "none").unlink(missing_ok=True)
attempt(base.rmdir)
attempt((base / "none").iterdir) if False else attempt(lambda: list((base / "none").iterdir()))
attempt(f.rmdir)
attempt(base.read_text)
attempt((f / "x").write_text, "a")
attempt(f.write_text, b"bytes")
attempt((base / "none").stat)
attempt((base / "none").resolve, strict=True)
f.chmod(0o640)
print(oct(f.stat().st_mode & 0o777), Path("a/b").absolute() == Path.cwd() / "a/b", Path("~x").name, Path(".").resolve() == Path.cwd())
copied = f.copy(base / "copy.bin")
print(copied.name, copied.read_bytes(), (base / "a").copy(base / "c").joinpath("b", "z.txt").read_text())


class Project(PosixPath):
    def source(self, name):
        return self / "src" / f"{name}.py"


print(Project("/w").source("m"), type(Project("/w").source("m")).__name__, repr(Project("/w").parent))
shutil.rmtree(root)
print(base.exists())
