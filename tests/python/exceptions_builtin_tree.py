"""The tree of builtin exceptions: bases, what OSError makes of an errno, aliases, and what each shows of its arguments."""
import builtins
import errno

names = sorted(
    name for name in dir(builtins) if isinstance(getattr(builtins, name), type) and issubclass(getattr(builtins, name), BaseException)
)
print(len(names))
for name in names:
    kind = getattr(builtins, name)
    print(name, "<", " < ".join(base.__name__ for base in kind.__mro__[1:-1]))
print(EnvironmentError is OSError, IOError is OSError)

for code in ("EPIPE", "ESHUTDOWN", "ECHILD", "ECONNABORTED", "ECONNREFUSED", "ECONNRESET", "EEXIST", "ENOENT", "EINTR", "EISDIR",
             "ENOTDIR", "EACCES", "EPERM", "ESRCH", "ETIMEDOUT", "EAGAIN", "EINPROGRESS", "EINVAL"):
    error = OSError(getattr(errno, code), "words", "name")
    print(code, type(error).__name__, error.strerror, error.filename, error.args == (getattr(errno, code), "words"))
print(isinstance(OSError(errno.EPIPE, "x"), ConnectionError), issubclass(BrokenPipeError, ConnectionError))
print(repr(OSError(5000)), repr(OSError()), repr(BrokenPipeError("only words")), str(TimeoutError(5000, "late")))
print(type(FileExistsError(errno.ENOENT, "x")).__name__, type(NotADirectoryError(1, "x")).__name__)

for kind in (FloatingPointError, SystemError, BytesWarning, EncodingWarning, ImportWarning, PendingDeprecationWarning, ResourceWarning,
             SyntaxWarning, UnicodeWarning, PythonFinalizationError, ChildProcessError, ProcessLookupError, InterruptedError,
             IsADirectoryError, ConnectionAbortedError, ConnectionRefusedError, ConnectionResetError):
    try:
        raise kind("a", 1)
    except Exception as caught:
        print(kind.__name__, repr(caught), caught.args, str(kind("one")), str(kind()) == "")

for source in ("if 1:\nx", "if 1:\n\tx\n        y", "x = (", "a b"):
    try:
        compile(source, "f", "exec")
    except SyntaxError as caught:
        print(type(caught).__name__, type(caught).__mro__[1].__name__, caught.msg, caught.lineno)
print(issubclass(TabError, IndentationError), issubclass(IndentationError, SyntaxError))

for make in (lambda: b"\xff".decode("utf-8"), lambda: "é".encode("ascii"), lambda: UnicodeTranslateError("abc", 0, 2, "why")):
    try:
        error = make()
        raise error
    except UnicodeError as caught:
        print(type(caught).__name__, caught, caught.start, caught.end, caught.reason, getattr(caught, "encoding", None))
