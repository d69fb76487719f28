import os
from enum import Enum
from typing import NewType

import boto3
from settings import config, names, unlisted

TableName = NewType("TableName", str)

dynamodb = boto3.resource("dynamodb")
dynamodb.Table(config["orders"]).scan()
dynamodb.Table(config["stock"]).scan()
dynamodb.Table(os.environ[names[1]]).scan()
dynamodb.Table(unlisted["APP_TABLE"]).scan()
dynamodb.Table(TableName(os.getenv("PEOPLE", "people"))).scan()


class Kind(Enum):
    LIVE = "live"
    TRIAL = "trial"


kind = {"live": Kind.LIVE, "trial": Kind.TRIAL}.get(os.environ.get("KIND", "").lower())
if kind == Kind.LIVE:
    prefix = ""
elif kind == Kind.TRIAL:
    prefix = "trial-"
else:
    prefix = "local-"
dynamodb.Table(prefix + "jobs").scan()
