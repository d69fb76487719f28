from .inner import DEEP
