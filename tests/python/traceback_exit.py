# SystemExit with a status: nothing on stderr, output kept
import sys
print("working")
def leave(code):
    try:
        sys.exit(code)
    finally:
        print("finally runs")
for i in range(3000):
    if i == 2999:
        leave(3)
print("never")
