# The module os: folders, files, status, errors, descriptors.
import errno
import os
import stat


def shown(action, *args, **kwargs):
    try:
        return action(*args, **kwargs)
    except OSError as e:
        return f"{type(e).__name__}: {e.strerror} {e.filename!r} {e.filename2!r}"
    except Exception as e:
        return f"{type(e).__name__}: {e}"


top = "taipan_files_os.tmp"
# what a run that was stopped has left
for root, folders, files in os.walk(top, topdown=False):
    for name in files:
        os.remove(os.path.join(root, name))
    os.rmdir(root)
os.mkdir(top)
os.makedirs(os.path.join(top, "a", "b"))
with open(os.path.join(top, "a", "one.txt"), "w") as f:
    f.write("hello")
for i in range(3):
    with open(f"{top}/a/b/{i}.dat", "wb") as f:
        f.write(bytes(i * 100))
print(sorted(os.listdir(top + "/a")), sorted(os.listdir(os.fsencode(top + "/a"))), shown(os.listdir, top + "/none"))
for root, folders, files in os.walk(top):
    print(root, sorted(folders), sorted(files))
with os.scandir(top + "/a") as entries:
    for entry in sorted(entries, key=lambda e: e.name):
        print(entry.name, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink(), entry, os.fspath(entry))
        if entry.is_file():
            print(entry.stat().st_size)
status = os.stat(top + "/a/one.txt")
print(stat.S_ISREG(status.st_mode), stat.S_ISDIR(status.st_mode), status.st_size, status[6], len(status), type(status.st_mtime).__name__)
print(status.st_mtime_ns // 10**9 == status[8] == int(status.st_mtime), isinstance(status, tuple), stat.filemode(0o100644))
print(shown(os.stat, "none/x"), shown(os.stat, ""), shown(os.stat, 3.5), shown(os.lstat, top + "/none"))
path = os.path
print(path.exists(top), path.isfile(top), path.isdir(top), path.getsize(top + "/a/b/2.dat"), path.exists(top + "/none"))
print(path.join("a", "/b", "c"), path.split("/x/y.z"), path.splitext("a/b.tar.gz"), path.basename("q/r"), path.dirname("/q/r"))
print(path.normpath("a/./b/../c//d"), path.abspath("/a/../b"), path.relpath("/a/b/c", "/a/d"), path.isabs("/x"), path.commonpath(["/a/b", "/a/c"]))
print(path.splitdrive("/x"), path.expanduser("x"))
print(os.rename(top + "/a/one.txt", top + "/two.txt"), path.exists(top + "/two.txt"), shown(os.rename, "none1", "none2"))
print(os.replace(top + "/two.txt", top + "/a/one.txt"), shown(os.rmdir, top + "/a"), shown(os.mkdir, top), shown(os.rmdir, "none"))
print(shown(os.remove, "none"), shown(os.unlink, top + "/none"), os.makedirs(top + "/a", exist_ok=True), shown(os.makedirs, top + "/a"))
os.chmod(top + "/a/one.txt", 0o600)
print(oct(stat.S_IMODE(os.stat(top + "/a/one.txt").st_mode)), os.access(top, os.R_OK), os.access("none", os.F_OK))
os.utime(top + "/a/one.txt", (1000, 2000))
print(os.stat(top + "/a/one.txt").st_mtime, os.stat(top + "/a/one.txt").st_atime_ns, path.getmtime(top + "/a/one.txt"))
os.symlink("one.txt", top + "/a/link")
print(os.readlink(top + "/a/link"), path.islink(top + "/a/link"), open(top + "/a/link").read(), shown(os.readlink, top) != "")
os.remove(top + "/a/link")

fd = os.open(top + "/raw", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
print(os.write(fd, b"0123456789"), os.lseek(fd, 3, os.SEEK_SET), os.read(fd, 4), os.lseek(fd, 0, os.SEEK_CUR), os.fstat(fd).st_size)
print(os.ftruncate(fd, 5), os.lseek(fd, 0, 2), os.isatty(fd), os.close(fd), shown(os.close, fd), shown(os.read, fd, 1))
with os.fdopen(os.open(top + "/raw", os.O_RDONLY)) as f:
    print(f.read(), f.name > 2)
print(shown(os.open, "none", os.O_RDONLY), shown(os.open, top + "/raw", os.O_CREAT | os.O_EXCL))
where = os.getcwd()
os.chdir(top)
print(sorted(os.listdir()), path.basename(os.getcwd()), open("a/one.txt").read(), path.exists("raw"))
os.chdir(where)
print(shown(os.chdir, "none"), os.getcwd() == where, os.getcwdb() == os.fsencode(where))
print(os.sep, os.linesep == "\n", os.curdir, os.pardir, os.extsep, os.name, os.devnull, os.pathsep)
print(os.fspath("x"), os.fspath(b"x"), shown(os.fspath, 3), os.fsencode("\u20ac\udc80"), ascii(os.fsdecode(b"\xe2\x82\xac\x80")))
os.environ["TAIPAN_TEST"] = "v"
print(os.environ["TAIPAN_TEST"], os.getenv("TAIPAN_TEST"), os.getenv("TAIPAN_NONE", 5), "TAIPAN_NONE" in os.environ)
del os.environ["TAIPAN_TEST"]
print(os.environ.get("TAIPAN_TEST"), shown(lambda: os.environ["TAIPAN_TEST"]), len(os.urandom(16)), os.cpu_count() > 0)


class Path:
    def __fspath__(self):
        return top + "/raw"


print(os.stat(Path()).st_size, open(Path()).read(), path.exists(Path()), path.join(Path(), "x"))
total = 0
for i in range(600):
    total += os.stat(top + "/raw").st_size + path.isfile(top) + len(path.join(top, str(i)))
print(total)
for root, folders, files in os.walk(top, topdown=False):
    for name in sorted(files):
        os.remove(path.join(root, name))
    for name in folders:
        os.rmdir(path.join(root, name))
os.rmdir(top)
print(path.exists(top), isinstance(OSError(errno.ENOENT, "x"), FileNotFoundError), str(OSError(errno.EACCES, "no", "f"))[-6:])
for name in "EPERM ENOENT EINTR EAGAIN EACCES EEXIST ENOTDIR EISDIR EPIPE ETIMEDOUT ECONNRESET ESRCH EINVAL".split():
    error = OSError(getattr(errno, name), "text", "file")
    print(name, type(error).__name__, errno.errorcode[error.errno] == name, error.args[1:], error.filename, error.filename2)
e = OSError(errno.ENOENT, "text", "a", None, "b")
print(str(e)[-16:], e.args[1:], e.filename2, OSError("one"), OSError("one").errno, OSError().errno, OSError().args)
e.filename = "c"
e.strerror = "other"
print(str(e)[-17:], PermissionError(errno.ENOENT, "x").strerror, BlockingIOError(errno.EAGAIN, "x", 5).characters_written)


# what os.fsync takes for a descriptor
class Descriptor:
    def __init__(self, answer):
        self.answer = answer

    def fileno(self):
        return self.answer


for descriptor in (Descriptor(-5), Descriptor("x"), "a", 2.5, None, -1, 2**40):
    try:
        print(os.fsync(descriptor))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
