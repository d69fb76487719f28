from abc import ABC, abstractmethod

import boto3


class Base(ABC):
    @property
    @abstractmethod
    def table_name(self): ...

    @abstractmethod
    def key(self): ...

    @property
    def table(self):
        return boto3.resource("dynamodb").Table(self.table_name)

    def all(self):
        return self.table.scan()


class Orders(Base):
    table_name = "orders"

    def key(self):
        return "id"


class Users(Base):
    @property
    def table_name(self):
        return "users"

    def key(self):
        return "name"


class Meta:
    def __init__(self):
        self.table = boto3.resource("dynamodb").Table(self.Meta.table)

    def all(self):
        return self.table.query()


class Things(Meta):
    class Meta:
        table = "things"


class Named:
    TABLE = None

    def get(self):
        return boto3.resource("dynamodb").Table(self.TABLE or f"{type(self).__name__}-table").get_item(Key={})


class Given(Named):
    TABLE = "given"


class Derived(Named):
    pass


def same(name):
    return Holder(name)


class Holder:
    def __init__(self, name):
        self.name = name
        self.suffix = ""

    def read(self):
        return boto3.resource("dynamodb").Table(self.name + self.suffix).get_item(Key={})


def equal_arguments():
    first = same("same")
    second = same("same")
    second.suffix = "-archive"
    first.read()
    second.read()
