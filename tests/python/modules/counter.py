import sys
try:
    count += 1
except NameError:
    count = 1
extra = "set" if count == 1 else "again"
