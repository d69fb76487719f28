__all__ = ("inner",)
TABLE = "table-pack"
