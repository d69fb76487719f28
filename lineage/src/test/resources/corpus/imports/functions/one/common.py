TABLE = "one"
