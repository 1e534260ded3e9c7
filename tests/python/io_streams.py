# Streams as objects: sys.stdout replaced, print to files, classes of the program, signals to itself, time.
import _signal as signal
import sys
import time
from _io import BytesIO, StringIO, TextIOWrapper, BufferedReader, BufferedWriter, _RawIOBase as RawIOBase


def shown(action, *args, **kwargs):
    try:
        return repr(action(*args, **kwargs))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


old = sys.stdout
sys.stdout = out = StringIO()
print("to a string", 1, sep="-", end="!\n", flush=True)
sys.stdout.write("more\n")
sys.stdout = old
print(repr(out.getvalue()))


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append(None)


w = Writer()
print("a", 2, file=w, flush=True)
print(w.parts, shown(print, "x", file=3), shown(print, "x", sep=3), shown(print, nothing=1))
sys.stdout = None
print("nowhere")
sys.stdout = old


class Raw(RawIOBase):
    def __init__(self, data):
        self.data = data
        self.at = 0
        self.written = []

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, buffer):
        part = self.data[self.at : self.at + min(len(buffer), 7)]
        buffer[: len(part)] = part
        self.at += len(part)
        return len(part)

    def write(self, data):
        self.written.append(bytes(data))
        return len(data)


r = BufferedReader(Raw(b"line one\nline two\nand three"), 16)
print(r.readline(), r.peek()[:3], r.read(4), list(r), r.read(), r.closed)
raw = Raw(b"")
b = BufferedWriter(raw, 8)
print([b.write(b"abc") for _ in range(4)], b.flush(), b"".join(raw.written))
t = TextIOWrapper(BytesIO("h\u00e9llo\r\nw\u00f6rld".encode()), encoding="utf-8")
print(ascii(t.readline()), ascii(t.read()), t.newlines, t.encoding, t.errors)
t = TextIOWrapper(BytesIO(), encoding="latin-1", newline="\r\n", write_through=True)
print(t.write("\u00e9\n"), t.buffer.getvalue(), t.write_through, t.line_buffering)
print(t.reconfigure(line_buffering=True), t.line_buffering, Raw(b"abcdef").read(3), Raw(b"abcdefghij" * 3).read())
print(shown(Raw(b"").seek, 0), shown(Raw(b"").fileno), Raw(b"").isatty(), Raw(b"x\ny").readlines())
with Raw(b"") as x:
    print(x.closed)
print(x.closed, shown(x.readline), shown(x.flush))

got = []
before = signal.signal(signal.SIGUSR1, lambda number, frame: got.append(number))
signal.raise_signal(signal.SIGUSR1)
print(got == [signal.SIGUSR1], before == signal.SIG_DFL, signal.getsignal(signal.SIGUSR1) is not None)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
signal.raise_signal(signal.SIGUSR1)
signal.signal(signal.SIGUSR1, before)
print(len(got), shown(signal.signal, signal.SIGINT, 5), shown(signal.signal, 700, signal.SIG_IGN))
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, int(signal.SIGTERM))

for moment in (0, 1, 951782400, 1700000000, -1, -86400 * 365, 4102444799, 68169600):
    date = time.gmtime(moment)
    print(moment, tuple(date), time.asctime(date), time.strftime("%j %U %W %V %G %u %w %y %I %p", date))
print(time.strftime("%Y-%m-%d|%H:%M:%S|%a %A %b %B|%%|%e|%D|%F|%T|%R|%c|%x|%X", time.gmtime(1e9)), time.gmtime(1e9).tm_yday)
print(shown(time.strftime, 5), shown(time.asctime, (1, 2)), shown(time.sleep, -1), shown(time.gmtime, "x"), shown(time.mktime, 3))
print(time.monotonic() <= time.monotonic(), time.perf_counter_ns() > 0, time.time() > 1.7e9, time.process_time() >= 0)
total = 0
for i in range(400):
    total += time.gmtime(i * 86400 * 40).tm_yday + len(time.strftime("%Y %j", time.gmtime(i * 10**6)))
print(total)
