import importlib
import os
from collections import ChainMap, namedtuple
from dataclasses import dataclass, replace
from typing import NamedTuple

import boto3

import settings

db = boto3.resource("dynamodb")
Pair = namedtuple("Pair", "table index", defaults=["by-day"])


class Names(NamedTuple):
    orders: str = "orders"
    users: str = "users"


@dataclass(frozen=True)
class Settings:
    stage: str = "dev"
    table: str = "items"

    def __post_init__(self):
        object.__setattr__(self, "derived", self.stage + "-derived")


class Constants:
    TABLE = "constant"


pair = Pair(table="pairs")
db.Table(pair.table).query(IndexName=pair.index)
db.Table(Pair("first")[0]).scan()
db.Table(Names(users="u")[1]).scan()
db.Table(Names()._replace(orders="replaced").orders).scan()
db.Table(Settings("test").derived).scan()
db.Table(replace(Settings(), table="copied").table).scan()
db.Table(ChainMap({"a": "near"}, {"a": "far", "b": "chained"})["a"]).scan()
db.Table(ChainMap({"a": "near"}, {"a": "far", "b": "chained"})["b"]).scan()
db.Table(vars(Constants)["TABLE"]).scan()
db.Table(importlib.import_module("settings").TABLE).scan()
os.environ["SET_HERE"] = "set-here"
db.Table(os.environ["SET_HERE"]).scan()
db.Table(os.environ.get("A", os.environ.get("B", "c"))).scan()


def reader():
    db.Table(os.getenv("SET_HERE")).scan()
