# bank account simulation with exceptions and inheritance
class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} has {account.balance}, needs {amount}")
        self.shortage = amount - account.balance
class Account:
    number = 1000
    def __init__(self, owner, balance=0):
        Account.number += 1
        self.id = Account.number
        self.owner = owner
        self.balance = balance
        self.history = []
    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self.balance += amount
        self.history.append(("deposit", amount))
    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(self, amount)
        self.balance -= amount
        self.history.append(("withdraw", amount))
    def __str__(self):
        return f"{type(self).__name__}({self.owner}: {self.balance})"
class Savings(Account):
    def __init__(self, owner, balance=0, rate=0.05):
        super().__init__(owner, balance)
        self.rate = rate
    def add_interest(self):
        self.deposit(round(self.balance * self.rate, 2))
class Checking(Account):
    overdraft = 100
    def withdraw(self, amount):
        if amount > self.balance + self.overdraft:
            raise InsufficientFunds(self, amount)
        self.balance -= amount
        self.history.append(("overdraft" if self.balance < 0 else "withdraw", amount))
class Bank:
    def __init__(self): self.accounts = {}
    def open(self, kind, *args, **kw):
        a = kind(*args, **kw); self.accounts[a.id] = a
        return a
    def transfer(self, a, b, amount):
        a.withdraw(amount)
        try:
            b.deposit(amount)
        except ValueError:
            a.balance += amount
            raise
    def __iter__(self): return iter(self.accounts.values())
    def __getitem__(self, i): return self.accounts[i]
    @property
    def total(self): return sum(a.balance for a in self)
bank = Bank()
ann = bank.open(Savings, "Ann", 1000, rate=0.1); bob = bank.open(Checking, "Bob", 50); cy = bank.open(Account, "Cy")
ann.add_interest(); bank.transfer(ann, bob, 300)
for action in (lambda: cy.withdraw(1), lambda: bob.withdraw(1000), lambda: cy.deposit(-5), lambda: bank.transfer(bob, cy, 0), lambda: bank[5]):
    try:
        action()
    except InsufficientFunds as e:
        print("refused:", e, "short", e.shortage)
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
bob.withdraw(420)
print(*bank, sep="; "); print(bank.total, bob.history, [a.id for a in bank])
seed = 12345; refused = {"Ann": 0, "Bob": 0, "Cy": 0}
people = list(bank)
for i in range(4000):
    seed = (seed * 1103515245 + 12345) % 2**31
    a, b = people[seed % 3], people[(seed >> 8) % 3]
    amount = seed % 97 + (0.5 if i > 3000 else 0)
    try:
        bank.transfer(a, b, amount)
    except InsufficientFunds as e:
        refused[a.owner] += 1
    except ValueError:
        refused[b.owner] += 1000
print(refused, {a.owner: a.balance for a in bank}, bank.total, sum(len(a.history) for a in bank))
