import os
from dataclasses import dataclass, field
from functools import cached_property

import boto3


class Base:
    table_name = None

    def __init__(self):
        self.table = boto3.resource("dynamodb").Table(self.table_name)

    def get(self, key):
        return self.table.get_item(Key=key)


class Orders(Base):
    table_name = "orders"

    def put(self, item):
        self.table.put_item(Item=item)


class Users(Base):
    table_name = "users"

    def get(self, key):
        return super().get(key)


class Constructed:
    def __init__(self, name, client=None):
        self._name = name
        self._client = client or boto3.client("dynamodb")

    @property
    def full_name(self):
        return "app-" + self._name

    @cached_property
    def table(self):
        return boto3.resource("dynamodb").Table(self.full_name)

    @staticmethod
    def fixed():
        boto3.resource("dynamodb").Table("static").scan()

    @classmethod
    def make(cls):
        return cls("made")

    def read(self):
        self._client.scan(TableName=self._name)
        self.table.scan()


def main():
    Constructed.make().read()


@dataclass
class Config:
    orders: str = "dc-orders"
    users: str = field(default_factory=lambda: os.environ["USERS"])
    given: str = ""


def dataclasses():
    config = Config(given="dc-given")
    dynamodb = boto3.resource("dynamodb")
    dynamodb.Table(config.orders).scan()
    dynamodb.Table(config.users).scan()
    dynamodb.Table(config.given).scan()


class Lazy:
    def __init__(self):
        self._table = None

    def use(self):
        self.connect()
        self._table.scan()

    def connect(self):
        if self._table is None:
            self._table = boto3.resource("dynamodb").Table("lazy")


class Rewritten:
    def __init__(self, name):
        self.name = name
        self.name = "prefix-" + self.name

    def use(self):
        boto3.resource("dynamodb").Table(self.name).scan()


Rewritten("x").use()


class InBody:
    table = boto3.resource("dynamodb").Table("body")
    first = table.scan()


class Outer:
    class Inner:
        def use(self):
            InBody.table.scan()
