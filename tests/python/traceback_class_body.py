# a traceback out of class bodies, with a cause
def load(table, key): return table[key]
try: load({}, "missing")
except KeyError as error: saved = error
class Config:
    name = "config"
    class Inner:
        value = [1, 2, 3]
        def check(v): 
            if v > 2: raise ValueError(f"value {v} is too big") from saved
            return v
        checked = [check(v) for v in value] if False else list(map(check, value))
