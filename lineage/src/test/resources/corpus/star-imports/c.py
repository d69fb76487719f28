from elsewhere import names

__all__ = names
TABLE = "table-c"
OTHER = "other-c"
