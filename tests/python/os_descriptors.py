# recorded by python3: Pyodide's file system has no inheritable descriptors, and times in milliseconds
# Pipes, copies of descriptors, what a descriptor says and changes of its file, times of files in nanoseconds; faulthandler writes to descriptors.
import faulthandler
import os
import shutil
import tempfile


def refused(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


reading, writing = os.pipe()
print(os.write(writing, b"through a pipe"), os.read(reading, 7), os.read(reading, 100))
print([os.get_inheritable(fd) for fd in (reading, writing)], os.get_blocking(reading))
os.set_inheritable(reading, True)
os.set_blocking(reading, False)
print(os.get_inheritable(reading), os.get_blocking(reading), os.get_inheritable(writing))
refused(os.read, reading, 1)
os.set_blocking(reading, True)
copy = os.dup(writing)
os.close(writing)
os.write(copy, b"last")
print(os.get_inheritable(copy), os.read(reading, 10))
os.close(copy)
print(os.read(reading, 10))
with os.fdopen(reading, "rb") as file:
    print(file.read())
refused(os.fstat, reading)

folder = tempfile.mkdtemp()
path = os.path.join(folder, "file")
fd = os.open(path, os.O_RDWR | os.O_CREAT)
os.write(fd, b"0123456789")
# the copies of a descriptor share their place
other = os.dup(fd)
os.lseek(other, 3, os.SEEK_SET)
print(os.read(fd, 2), os.read(other, 2), os.lseek(fd, 0, os.SEEK_CUR))
third = os.open(path, os.O_RDONLY)
print(os.dup2(fd, third) == third, os.read(third, 1), os.get_inheritable(third))
print(os.dup2(fd, third, False) == third, os.get_inheritable(third))
print(os.dup2(fd, fd) == fd)
os.close(third)
os.close(other)
print(os.read(fd, 1))
os.fchmod(fd, 0o640)
print(oct(os.fstat(fd).st_mode & 0o777))
os.chmod(fd, 0o600)
print(oct(os.stat(path).st_mode & 0o777))
os.utime(fd, ns=(1234567890123456789, 1234567890987654321))
print(os.stat(path).st_atime_ns, os.fstat(fd).st_mtime_ns)
os.close(fd)

for times in (1, 2), (1.5, 2.25), (-1.5, -2.000000001), (1e9 + 1 / 3, 1234567890.123456789):
    os.utime(path, times)
    status = os.stat(path)
    print(status.st_atime_ns, status.st_mtime_ns, status.st_atime, status.st_mtime)
for ns in (1, 999999999), (1000000001, -1), (10**18 + 1, 10**18 + 999):
    os.utime(path, ns=ns)
    status = os.stat(path)
    print(status.st_atime_ns, status.st_mtime_ns, status.st_atime, status.st_mtime)
shutil.copy2(path, path + "2")
print(os.stat(path + "2").st_mtime_ns)
os.symlink("file", path + "3")
os.utime(path + "3", ns=(5, 6), follow_symlinks=False)
print(os.lstat(path + "3").st_mtime_ns, os.stat(path + "3").st_mtime_ns)
print(os.utime in os.supports_fd, os.chmod in os.supports_fd, os.utime in os.supports_follow_symlinks)

for call in (
    (os.dup, 9999),
    (os.dup, "a"),
    (os.dup2, 9999, 5),
    (os.dup2, -1, 5),
    (os.get_inheritable, 9999),
    (os.set_inheritable, 9999, True),
    (os.get_blocking, 9999),
    (os.fchmod, 9999, 0),
    (os.dup, 2**40),
    (os.utime, path, (1,)),
    (os.utime, path, 5),
    (os.utime, path, ("a", 2)),
    (os.utime, path, (float("nan"), 2)),
    (os.utime, path, (1e300, 2)),
):
    refused(*call)
refused(os.utime, path, (1, 2), ns=(1, 2))
refused(os.utime, path, ns=5)
refused(os.utime, path, ns=(1.5, 2))

# what goes to a descriptor can be led elsewhere, and back
with open(os.path.join(folder, "led"), "w+b") as led, open(os.path.join(folder, "usual"), "w+b") as usual:
    saved = os.dup(usual.fileno())
    os.dup2(led.fileno(), usual.fileno())
    os.write(usual.fileno(), b"led elsewhere")
    os.dup2(saved, usual.fileno())
    os.close(saved)
    os.write(usual.fileno(), b"as usual")
    for file in led, usual:
        file.seek(0)
        print(file.read())


class Walker:
    def größe(self, file):
        faulthandler.dump_traceback(file, all_threads=False)
        return faulthandler.dump_traceback(file.fileno(), False)


def down(n, file):
    if n:
        return down(n - 1, file)
    return Walker().größe(file)


with open(os.path.join(folder, "traceback"), "w+") as file:
    down(2, file)
    file.seek(0)
    lines = file.read().splitlines()
    print(faulthandler.is_enabled(), faulthandler.enable(file), faulthandler.is_enabled())
    print(faulthandler.disable(), faulthandler.disable(), faulthandler.is_enabled())
print([line.split(", ")[1:] or line for line in lines[:6]])
refused(faulthandler.dump_traceback, 1.5)
print(faulthandler.cancel_dump_traceback_later(), faulthandler.unregister(10))
shutil.rmtree(folder)
