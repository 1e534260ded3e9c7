# uncaught with cause and context
class AppError(Exception):
    pass
def parse(text):
    return int(text)
def load(text):
    try:
        return parse(text)
    except ValueError as e:
        raise AppError(f"cannot load {text!r}") from e
def cleanup():
    try:
        load("12x")
    finally:
        print("cleaning up")
print(load("12"))
try:
    cleanup()
except AppError:
    print("handling")
    {}["missing"]
