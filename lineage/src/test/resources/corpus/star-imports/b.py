__all__ = ["OTHER", "_HIDDEN"]
__all__ += ["LATE"]
TABLE = "table-b"
OTHER = "other-b"
LATE = "late-b"
_HIDDEN = "hidden-b"
