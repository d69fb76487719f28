import os

READ = ["STAGE", "ORDERS", "Stock"]

config = {name.lower(): value for name, value in os.environ.items() if name in READ}
names = [name for name in os.environ if name in ("A_TABLE", "B_TABLE")]
unlisted = {name: value for name, value in os.environ.items() if name.startswith("APP_")}
