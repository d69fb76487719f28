TABLE = "two"
