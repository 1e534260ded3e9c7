# __init_subclass__, class keywords, __set_name__ and their order with metaclass hooks; __prepare__ and odd namespaces; __build_class__
log = []
class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **kw):
        log.append(("prepare", name, [b.__name__ for b in bases], kw))
        return {"injected": name.lower()}
    def __new__(meta, name, bases, ns, **kw):
        log.append(("new", name, [k for k in ns if not k.startswith("__")], kw))
        return super().__new__(meta, name, bases, ns, **{k: v for k, v in kw.items() if k != "eaten"})
    def __init__(cls, name, bases, ns, **kw):
        log.append(("init", name, kw))
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        log.append(("call", cls.__name__, a))
        return super().__call__(*a, **k)
class Name:
    def __set_name__(self, owner, name): log.append(("set_name", owner.__name__, name))
class Base(metaclass=Meta):
    def __init_subclass__(cls, /, tag=None, **kw):
        log.append(("init_subclass", cls.__name__, tag, kw))
        super().__init_subclass__(**kw)
        cls.tag = tag
def flush():
    for entry in log: print(*entry)
    log.clear()
class First(Base, tag="t", eaten=1):
    field = Name()
    seen = injected
flush()
print(First.tag, First.seen, First.injected, First().tag)
flush()
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
    log.clear()
def unknown():
    class X(First, other=5): pass
show(unknown)
def plain_unknown():
    class X(a=1): pass
show(plain_unknown)
def meta_kw():
    class X(metaclass=type, a=1): pass
show(meta_kw)
show(lambda: type("X", (), {}, a=1))
show(lambda: type("X", (First,), {}, tag="by call").tag)
show(lambda: Meta("Y", (), {"z": 1}).z)
class Plugins:
    registry = {}
    def __init_subclass__(cls, name=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry[name or cls.__name__.lower()] = cls
class One(Plugins): pass
class Two(Plugins, name="zwei"): pass
class Three(Two, name="drei"): pass
print({k: v.__name__ for k, v in Plugins.registry.items()})
class Validated:
    def __init_subclass__(cls):
        if not hasattr(cls, "required"): raise TypeError(f"{cls.__name__} needs 'required'")
def invalid():
    class Bad(Validated): pass
show(invalid)
class Good(Validated): required = 1
print([c.__name__ for c in Validated.__subclasses__() if c is Good])
class Left:
    def __init_subclass__(cls, left=0, **kw): super().__init_subclass__(**kw); cls.left = left
class Right:
    def __init_subclass__(cls, right=0, **kw): super().__init_subclass__(**kw); cls.right = right
class Both(Left, Right, left=1, right=2): pass
print(Both.left, Both.right)
class NotDict(type):
    @classmethod
    def __prepare__(meta, name, bases): return 5
def not_mapping():
    class X(metaclass=NotDict): pass
show(not_mapping)
class Upper(dict):
    def __setitem__(self, k, v): super().__setitem__(k if k.startswith("__") else k.upper(), v)
    def __missing__(self, k):
        if k.startswith("auto"): return f"<{k}>"
        raise KeyError(k)
class UpperMeta(type):
    @classmethod
    def __prepare__(meta, name, bases): return Upper()
class Shouting(metaclass=UpperMeta):
    x = 1
    def method(self): return "m"
    y = auto_value
    z = X + 1
    try: nope
    except NameError: err = "NameError"
print(sorted(k for k in vars(Shouting) if not k.startswith("__")), Shouting.Y, Shouting.Z, Shouting().METHOD(), Shouting.ERR)
def func_meta(name, bases, ns, **kw): return name, bases, sorted(k for k in ns if not k.startswith("__")), kw
class Func(int, metaclass=func_meta, opt=True): a = 1
print(Func)
class FuncPrepare:
    def __prepare__(name, bases): return {"prepared": (name, bases)}
    def __new__(cls, name, bases, ns): return ns["prepared"]
class ViaInstance(metaclass=FuncPrepare): pass
print(ViaInstance)
class M1(type): pass
class M2(type): pass
class C1(metaclass=M1): pass
class C2(metaclass=M2): pass
def conflict():
    class X(C1, C2): pass
show(conflict)
class M3(M1, M2): pass
class C3(C1, C2, metaclass=M3): pass
class C4(C1): pass
print(type(C3).__name__, type(C4).__name__)
def bad_meta():
    class X(metaclass=5): pass
show(bad_meta)
def build(*a, **k):
    def run(): return __build_class__(*a, **k)
    return run
show(build())
show(build(1, "X"))
show(build(lambda: None, 1))
show(build(lambda: None))
show(build(lambda: None, "Made", int))
class Cell(type):
    def __new__(meta, name, bases, ns):
        print("classcell" , "__classcell__" in ns, "__static_attributes__" in ns, ns.get("__firstlineno__") is not None)
        ns.pop("__classcell__", None)
        return super().__new__(meta, name, bases, ns)
def no_cell():
    class X(metaclass=Cell):
        def f(self): return __class__
show(no_cell)
class SetDuring:
    def __set_name__(self, owner, name): owner.added = name; setattr(owner, "after", Name())
class Changing: attr = SetDuring()
print(Changing.added, log); log.clear()
class InitClassMethod:
    @classmethod
    def __init_subclass__(cls, **kw): print("explicit", cls.__name__, kw)
class Sub(InitClassMethod, k=1): pass
InitClassMethod.__init_subclass__(z=1)
show(lambda: object.__init_subclass__(1))
show(lambda: object.__init_subclass__(a=1))
