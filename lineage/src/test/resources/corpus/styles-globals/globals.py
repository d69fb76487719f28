import enum
import functools
import os
from typing import NamedTuple

import boto3

STAGE = os.environ.get("STAGE", "dev")
_table = None
_tables = {}
NAMES = ["alpha", "beta"]
dynamodb = boto3.Session(region_name="eu-west-1").resource("dynamodb")
ALL = {name: dynamodb.Table(name) for name in NAMES}
LIST = [dynamodb.Table(n) for n in ("one", "two")]


def get_table():
    global _table
    if _table is None:
        _table = boto3.resource("dynamodb").Table("lazy-global")
    return _table


def use_global():
    get_table().scan()


def cached(name):
    if name not in _tables:
        _tables[name] = dynamodb.Table(name)
    return _tables[name]


def use_cached():
    cached("cached-a").scan()
    cached("cached-b").scan()


@functools.lru_cache()
def memoized(name):
    return dynamodb.Table(f"{STAGE}-{name}")


def use_memoized():
    memoized("orders").scan()
    ALL["alpha"].scan()
    for table in LIST:
        table.scan()
    for name, table in ALL.items():
        table.delete()


class Tables(enum.Enum):
    ORDERS = "enum-orders"
    USERS = "enum-users"


class Names(str, enum.Enum):
    ITEMS = "enum-items"


class Schema(NamedTuple):
    table: str
    key: str = "id"


SCHEMA = Schema("named-tuple")


class Constants:
    ORDERS = "constants"


def use_enums():
    dynamodb.Table(Tables.ORDERS.value).scan()
    dynamodb.Table(Tables["USERS"].value).scan()
    dynamodb.Table(Names.ITEMS).scan()
    dynamodb.Table(SCHEMA.table).scan()
    dynamodb.Table(Constants.ORDERS).scan()
    for each in Tables:
        dynamodb.Table(each.value).scan()


def choose(kind, test):
    match kind:
        case "a":
            name = "match-a"
        case _:
            name = "match-other"
    dynamodb.Table(name).scan()
    dynamodb.Table("yes" if test else "no").scan()
    if (found := os.environ.get("WALRUS_TABLE")):
        dynamodb.Table(found).scan()


def typed(kind):
    tables = {"a": "typed-a", "b": "typed-b"}
    dynamodb.Table(tables[kind]).scan()
    dynamodb.Table(tables.get(kind, "typed-c")).scan()


BY_NAME = {}
for each in ["loop-a", "loop-b"]:
    BY_NAME[each] = dynamodb.Table(each)


def use_loop(key):
    BY_NAME["loop-a"].scan()
    BY_NAME[key].scan()
