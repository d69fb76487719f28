import boto3

ddb = boto3.resource("dynamodb")
LOCAL = False
ALLOWED = ("archive", "audit")


def table_for(kind):
    if kind == "order":
        return ddb.Table("orders")
    elif kind == "user":
        return ddb.Table("users")
    return ddb.Table("others")


def order(key):
    return table_for("order").get_item(Key=key)


def other(key):
    return table_for("invoice").get_item(Key=key)


def any_of_them(kind, key):
    return table_for(kind).get_item(Key=key)


def switched():
    if LOCAL:
        return ddb.Table("local")
    return ddb.Table("remote")


def remote(key):
    return switched().get_item(Key=key)


def same_variable(name, key):
    if name == "carts":
        ddb.Table(name).get_item(Key=key)
    elif name in ("items", "parts"):
        ddb.Table(name).get_item(Key=key)
    return ddb.Table(name).get_item(Key=key)


def checked(event, context):
    name = event["table"]
    if name not in ALLOWED:
        return None
    return ddb.Table(name).get_item(Key=event["key"])


def carts(key):
    return same_variable("carts", key)
