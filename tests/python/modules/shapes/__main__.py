print("main of", __package__, __name__, __spec__.name)
