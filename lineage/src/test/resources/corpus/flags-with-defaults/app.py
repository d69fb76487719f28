import boto3

db = boto3.resource("dynamodb")


def branch(archive=False):
    name = "orders"
    if archive:
        name = "orders-archive"
    db.Table(name).scan()


def choice(live: bool = True):
    db.Table("users" if live else "users-test").scan()


def negated(*, dry_run=False):
    table = db.Table("plan")
    if not dry_run:
        table = db.Table("real")
    table.scan()


def appended(audit=False):
    tables = ["first"]
    if audit:
        tables.append("audit")
    for name in tables:
        db.Table(name).scan()


def handed_on(archive=False):
    inner(archive)


def inner(archive):
    db.Table("cold" if archive else "warm").scan()


class Store:
    def __init__(self, test=False):
        self.name = "store"
        if test:
            self.name = "store-test"

    def read(self):
        db.Table(self.name).scan()


def either(table=False):
    db.Table(table or "fallback").scan()


def called(archive=False):
    db.Table("old" if archive else "new").scan()


def caller():
    called()


DEBUG = False


def constant():
    db.Table("debug" if DEBUG else "release").scan()
