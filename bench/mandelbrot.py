"""How fast points of a grid leave the Mandelbrot set's disc: float arithmetic in a loop with a break, no allocation that matters."""
from harness import main

WIDTH = 160
HEIGHT = 120
LIMIT = 300


def escape_time(cr, ci):
    x = 0.0
    y = 0.0
    for i in range(LIMIT):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return i
        y = 2.0 * x * y + ci
        x = xx - yy + cr
    return LIMIT


def run():
    inside = 0
    checksum = 0
    for row in range(HEIGHT):
        ci = 2.0 * row / HEIGHT - 1.0
        for column in range(WIDTH):
            time = escape_time(3.0 * column / WIDTH - 2.0, ci)
            if time == LIMIT:
                inside += 1
            checksum = (checksum * 31 + time) % 1000003
    return f"{inside} {checksum}"


main(run)
