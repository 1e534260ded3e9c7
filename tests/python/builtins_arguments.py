# Arguments of compile, eval, exec and __import__; the types of None, NotImplemented and Ellipsis; names of classes.
import sys, warnings
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
t(lambda: type(None)()); t(lambda: type(NotImplemented)()); t(lambda: type(...)()); t(lambda: type(None)(1,2)); t(lambda: type(...)(a=1)); t(lambda: type(NotImplemented)(1))
t(lambda: bool(NotImplemented)); t(lambda: not NotImplemented)
for a in [(), (1,), ("",), ("sys", {}, {}, (), -1), ("sys", None, None, None, None), ("sys.nope",), (b"sys",), ("a\0b",), ("time", {"__package__": None, "__spec__": None, "__name__": "__main__"}, {}, ("foo",), 1), ("", {"__package__": 1}, {}, ("a",), 1), ("x", {}, {}, ("a",), 1), ("string", 1, 1, 1)]:
    t(lambda: __import__(*a))
t(lambda: __import__(name="sys").__name__); t(lambda: __import__("sys", fromlist=[], globals=None).__name__); t(lambda: __import__("string", nope=1)); t(lambda: __import__(1,2,3,4)); t(lambda: __import__("sys", name="sys"))
for a, k in [((), {}), (("print(42)\n", "<string>", "badmode"), {}), (("print(42)\n", "<string>", "single", 0xff), {}), ((chr(0), "f", "exec"), {}), (("1", "f"), {}), (("1","f","eval"), {"mode":"eval"}), (("1","f","eval"), {"foo":1}), ((1,"f","eval"), {}), (("1",1,"eval"), {}), (("1","f",1), {}), (("1","f","eval", "a"), {}), (("pass","?","exec"), {"dont_inherit": True, "source": 1}), ((memoryview(b"text"), "name", "exec"), {}), ((bytearray(b"1+1"), b"name", "eval"), {}), (("1","f","eval",0,False,5), {}), (("1","f","eval",0,False,-2), {}), (("1","f","eval",0,False,0,0), {}), (("1",), {"filename":"f","mode":"eval","_feature_version":5}), (("1", None, "eval"), {}), ((["a"], "f", "exec"), {}), (("1", "f", "func_type"), {}), (("(int)->int", "f", "func_type"), {"flags": 0x400})]:
    t(lambda: str(compile(*a, **k))[:12])
import ast
for opt in -1, 0, 1, 2:
    t(lambda: ast.dump(ast.parse("1+2", optimize=opt))); t(lambda: ast.dump(compile("1+2", "f", "eval", ast.PyCF_OPTIMIZED_AST if hasattr(ast,'PyCF_OPTIMIZED_AST') else 0x8400)))
t(lambda: dir(1,2)); t(lambda: dir(type("A", (), {"__dir__": lambda s: 7})()))
t(lambda: type('A\x00B', (), {})); t(lambda: type('A\udcdcB', (), {})); 
A = type('A', (), {'__firstlineno__': 42}); t(lambda: (A.__firstlineno__, '__firstlineno__' in A.__dict__)); A.__firstlineno__ = 43; t(lambda: A.__firstlineno__); A.__name__='B'; t(lambda: A.__firstlineno__);A.__module__ = 'testmodule'; t(lambda: A.__dict__.get('__firstlineno__')); t(lambda: A.__firstlineno__)
def st(n, v): 
    def f(): setattr(A, n, v); return getattr(A, n)
    return f
for n, v in [("__name__", "C\0"), ("__name__", "A\udcdc"), ("__name__", b"x"), ("__qualname__", 1), ("__bases__", ()), ("__module__", 1)]: t(st(n, v))
class G(dict):
    def __getitem__(self, k):
        if k == 'a': return 12
        raise KeyError(k)
    def keys(self): return list('xyz')
t(lambda: eval('a', globals(), G())); t(lambda: eval('a', G())); t(lambda: eval('globals()', globals(), G()) is globals()); t(lambda: eval('dir()', globals(), G())); t(lambda: eval('a', {}, 1)); t(lambda: eval('1', [])); t(lambda: eval(1)); t(lambda: eval("1", globals=None, locals={})); t(lambda: eval("x", locals={"x": 4})); t(lambda: eval("1", foo=1)); t(lambda: exec("1", {}, {}, 3)); t(lambda: exec("x", closure=1)); t(lambda: eval(memoryview(b"1+2"))); t(lambda: eval("1", 1)); t(lambda: exec("pass", 1)); t(lambda: exec("pass", {}, 1)); t(lambda: eval(bytearray(b"\xef\xbb\xbf1"))); t(lambda: eval(" \t1 ")); t(lambda: eval("1\0"))
class R:
    def __getitem__(self, k): raise LookupError(k)
t(lambda: eval("x", {}, R()))
ns = {"__builtins__": {"__import__": lambda *a: a}}
exec("import foo\nimport foo.bar\nimport string as q", ns)
t(lambda: [(ns[k][0], ns[k][1] is ns, ns[k][2] is ns, *ns[k][3:]) for k in ("foo", "q")])
