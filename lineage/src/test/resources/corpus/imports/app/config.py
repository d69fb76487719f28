from .names import *

try:
    from .local import OVERRIDE
except ImportError:
    OVERRIDE = "not-local"

try:
    import absent_package as absent
except ImportError:
    absent = None

if absent:
    SWITCHED = "with"
else:
    SWITCHED = "without"
