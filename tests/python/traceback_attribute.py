# an attribute that is missing, in a chain of calls through classes; no suggestion is near
class Config:
    def __init__(self, values):
        self.values = values
    def __getattr__(self, name):
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(f"no setting {name!r}") from None
class Service:
    def __init__(self, config):
        self.config = config
    def start(self):
        return self.config.host + ":" + str(self.config.port)
print(Service(Config({"host": "local", "port": 80})).start())
for i in range(2000):
    Service(Config({"host": "h", "port": i})).start()
Service(Config({"host": "local"})).start()
