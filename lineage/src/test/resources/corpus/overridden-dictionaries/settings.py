import json

import boto3

ddb = boto3.resource("dynamodb")
DEFAULTS = {"orders": "orders", "users": "users"}
settings = dict(DEFAULTS)
settings.update(json.load(open("settings.json")))
merged = {**DEFAULTS, "users": "people"}


def overridden(key):
    return ddb.Table(settings["orders"]).get_item(Key=key)


def spread(key):
    return ddb.Table({**DEFAULTS, **json.load(open("more.json"))}["users"]).get_item(Key=key)


def known(key):
    return ddb.Table(merged["users"]).get_item(Key=key)


def added(key, **more):
    return boto3.client("dynamodb").get_item(**{"TableName": "carts", "Key": key, **more})
