# an uncaught exception: traceback on stderr, status 1
def first(x):
    return second(x - 1)
def second(x):
    items = [1, 2, 3]
    return items[x]
print("before", first(2))
for i in range(2000):
    first(i % 3 + 1)
print(first(10))
print("never")
