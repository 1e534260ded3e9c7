# Errors whose message has an argument more or fewer: a compiled handler asks for the class of what may not be there.
def attempt(f, *a, **k):
    try:
        print("ok", f(*a, **k))
    except Exception as e:
        print(type(e).__name__ + ":", e)
def f(): pass
for i in range(6):
    attempt(lambda: f.extra)
    attempt(delattr, f, "nothing")
    attempt(setattr, f, "__name__", 5)
    attempt(setattr, f, "__defaults__", [1])
    attempt(setattr, f, "__kwdefaults__", 5)
    attempt(setattr, f, "__code__", 5)
