import boto3


class Wrapped:
    def __init__(self, name):
        self._table = boto3.resource("dynamodb").Table(name)

    def __getattr__(self, name):
        return getattr(self._table, name)


class Store:
    def __init__(self):
        self.table = Wrapped("delegated")

    def save(self, item):
        self.table.put_item(Item=item)

    def load(self, key):
        return self.table.get_item(Key=key)


def session():
    if session.last is None:
        session.last = boto3.Session()
    return session.last


session.last = None


def memoized():
    session().resource("dynamodb").Table("memoized").scan()
