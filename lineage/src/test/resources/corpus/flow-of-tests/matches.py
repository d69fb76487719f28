import boto3

ddb = boto3.resource("dynamodb")


def table_for(kind):
    match kind:
        case "order":
            return ddb.Table("orders")
        case "user" | "person":
            return ddb.Table("users")
        case _:
            return ddb.Table("others")


def person(key):
    return table_for("person").get_item(Key=key)


def other(key):
    return table_for("invoice").get_item(Key=key)


def parts(event, key):
    name = "orders"
    match event:
        case {"name": name}:
            return ddb.Table(name).get_item(Key=key)
        case [name, *_]:
            return ddb.Table(name).get_item(Key=key)
        case str() as name:
            return ddb.Table(name).get_item(Key=key)


def equal(kind, key):
    match kind:
        case "carts" | "items":
            table = ddb.Table(kind)
        case other if other.startswith("x"):
            table = ddb.Table(other)
        case _:
            table = ddb.Table("others")
    return table.get_item(Key=key)
