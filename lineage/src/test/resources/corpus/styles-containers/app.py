import itertools
import os

import boto3

dynamodb = boto3.resource("dynamodb")
KEYS = ["orders", "users"]
NAMES = ("orders-table", os.environ["USERS_TABLE"])


class Settings:
    def __init__(self):
        for key in ("orders_table", "users_table"):
            setattr(self, key, os.environ[key.upper()])


def zipped():
    tables = dict(zip(KEYS, NAMES))
    dynamodb.Table(tables["orders"]).scan()
    dynamodb.Table(tables["users"]).scan()
    for key, name in zip(KEYS, NAMES):
        if key == "users":
            dynamodb.Table(name).scan()


def paired():
    tables = dict([("a", "table-a"), ("b", "table-b")])
    dynamodb.Table(tables["b"]).scan()
    for number, name in enumerate(["first", "second"]):
        dynamodb.Table(f"{name}-{number}").get_item(Key={})


def set_by_name():
    settings = Settings()
    dynamodb.Table(settings.users_table).scan()
    dynamodb.Table(settings.orders_table).scan()


def comprehension():
    handles = {key: dynamodb.Table(name) for key, name in zip(KEYS, NAMES)}
    handles["users"].scan()
    handles["orders"].scan()


def tables():
    for name in NAMES:
        yield dynamodb.Table(name)


def more_tables():
    yield from tables()
    yield dynamodb.Table("more")


def yielded():
    for table in more_tables():
        table.scan()


def sliced():
    requests = [{"TableName": "sliced", "Segment": segment} for segment in range(4)]
    client = boto3.client("dynamodb")
    for request in itertools.islice(iter(requests), 2):
        client.scan(**request)
    for name in itertools.chain(["chained"], ("linked",)):
        client.scan(TableName=name)
