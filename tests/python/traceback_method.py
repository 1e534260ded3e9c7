# an exception in a method called by an operator, printed by print() to stderr too
import sys
class Money:
    def __init__(self, amount, currency):
        self.amount = amount
        self.currency = currency
    def __add__(self, other):
        if self.currency != other.currency:
            raise TypeError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)
total = Money(0, "EUR")
for i in range(1500):
    total = total + Money(i, "EUR")
print(total.amount)
print("to stderr", file=sys.stderr)
sys.stderr.write("written\n")
total = total + Money(1, "USD")
