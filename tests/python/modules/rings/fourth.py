import rings.third
print(rings.third.x)
