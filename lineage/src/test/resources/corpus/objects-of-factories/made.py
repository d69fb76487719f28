import boto3

client = boto3.client("dynamodb")
ddb = boto3.resource("dynamodb")


class Store:
    table_name = None

    @classmethod
    def of(cls, name):
        store = cls()
        store.table_name = name
        return store


class Query:
    def __init__(self):
        self._name = None

    @staticmethod
    def start():
        return Query()

    def on(self, name):
        self._name = name
        return self

    def name(self):
        return self._name


def make():
    return Store()


orders = make()
orders.table_name = "orders"
users = make()
users.table_name = "users"
carts = Store.of("carts")
items = Store.of("items")
stores = {name: Store() for name in ("left", "right")}
for name, store in stores.items():
    store.table = ddb.Table(name)


def set_later(key):
    client.get_item(TableName=orders.table_name, Key=key)
    client.get_item(TableName=users.table_name, Key=key)


def set_inside(key):
    client.get_item(TableName=carts.table_name, Key=key)
    client.get_item(TableName=items.table_name, Key=key)


def chained(key):
    client.get_item(TableName=Query.start().on("first").name(), Key=key)
    client.get_item(TableName=Query.start().on("second").name(), Key=key)


def by_turn(key):
    stores["left"].table.get_item(Key=key)
    stores["right"].table.get_item(Key=key)


class Settings:
    def __init__(self):
        self.table = "standard"


_settings = None


def settings():
    global _settings
    if _settings is None:
        _settings = Settings()
    return _settings


def set_up():
    settings().table = "special"


def kept(key):
    client.get_item(TableName=settings().table, Key=key)
