TABLE = "table-a"
OTHER = "other-a"
