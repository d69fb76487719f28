TABLE = "inner"
