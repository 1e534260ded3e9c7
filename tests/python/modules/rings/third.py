import rings.fourth
x = 1
