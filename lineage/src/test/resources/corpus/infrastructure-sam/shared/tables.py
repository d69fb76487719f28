import os

SHARED = os.environ["SHARED_TABLE"]
