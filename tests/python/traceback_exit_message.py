# SystemExit with a message: to stderr, status 1
print("start")
try:
    raise SystemExit("first is caught")
except SystemExit as e:
    print("caught", e.code, e)
raise SystemExit("fatal: no input")
