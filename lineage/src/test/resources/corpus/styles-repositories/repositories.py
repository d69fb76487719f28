import abc
from typing import Generic, Protocol, TypeVar

import boto3

T = TypeVar("T")


class Repository(abc.ABC, Generic[T]):
    @property
    @abc.abstractmethod
    def table_name(self) -> str:
        """The table."""

    @property
    def table(self):
        return boto3.resource("dynamodb").Table(self.table_name)

    def get(self, key):
        return self.table.get_item(Key=key)


class OrderRepository(Repository[dict]):
    @property
    def table_name(self):
        return "repo-orders"

    def put(self, item):
        self.table.put_item(Item=item)


class UserRepository(Repository[dict]):
    table_name = "repo-users"

    def remove(self, key):
        self.table.delete_item(Key=key)


class Base:
    def __init__(self, table_name, **options):
        self.client = boto3.client("dynamodb", **options)
        self.table_name = table_name

    def read(self, key):
        return self.client.get_item(TableName=self.table_name, Key=key)


class A(Base):
    def __init__(self, **kwargs):
        super().__init__(table_name="super-a", **kwargs)

    def write(self, item):
        self.client.put_item(TableName=self.table_name, Item=item)


class B(Base):
    def __init__(self, *args, **kwargs):
        kwargs.setdefault("table_name", "super-b")
        super().__init__(*args, **kwargs)

    def write(self, item):
        self.client.put_item(TableName=self.table_name, Item=item)


class TableMixin:
    TABLE = None

    @classmethod
    def _table(cls):
        return boto3.resource("dynamodb").Table(cls.TABLE)


class Invoice(TableMixin):
    TABLE = "invoices"

    @classmethod
    def load(cls, key):
        return cls._table().get_item(Key=key)

    def save(self):
        type(self)._table().put_item(Item=vars(self))
        self.__class__._table().update_item(Key={})


class Model:
    class Meta:
        table_name = "model"

    def save(self):
        boto3.resource("dynamodb").Table(self.Meta.table_name).put_item(Item={})


class SubModel(Model):
    class Meta:
        table_name = "sub-model"


class Registered:
    def __init_subclass__(cls, table=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.table = table

    @classmethod
    def all(cls):
        return boto3.resource("dynamodb").Table(cls.table).scan()


class First(Registered, table="registered"):
    pass


def dynamo(name):
    def decorate(cls):
        cls.table_name = name
        return cls

    return decorate


@dynamo("decorated")
class Decorated:
    def all(self):
        return boto3.resource("dynamodb").Table(self.table_name).scan()


class Store(Protocol):
    def fetch(self, key): ...


class DynamoStore:
    def __init__(self, table):
        self._table = table

    def fetch(self, key):
        return self._table.get_item(Key=key)


def serve(store: Store):
    return store.fetch({})


serve(DynamoStore(boto3.resource("dynamodb").Table("protocol")))
A().read({})
B().read({})
