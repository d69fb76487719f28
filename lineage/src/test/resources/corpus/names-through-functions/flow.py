import boto3

dynamodb = boto3.resource("dynamodb")


def table_of(name):
    return dynamodb.Table(name)


def read(name, key):
    return dynamodb.Table(name).get_item(Key=key)


def orders():
    read("orders", {})
    table_of("orders").put_item(Item={})


def users():
    read(name="users", key={})
    table_of("users").put_item(Item={})


def with_default(name="fallback"):
    dynamodb.Table(name).scan()


def never_called(name):
    dynamodb.Table(name).scan()


def varargs(*names, **options):
    dynamodb.Table(names[0]).scan()
    dynamodb.Table(options["table"]).scan()


def caller():
    varargs("first", "second", table="optional")


def unpacked():
    pair = ("left", "right")
    left, right = pair
    dynamodb.Table(right).scan()
    for each in ["e1", "e2"]:
        dynamodb.Table(each).scan()
    [dynamodb.Table(n).scan() for n in ("c1",)]
    (lambda n: dynamodb.Table(n).scan())("lam")


def recursive(name, depth):
    if depth:
        recursive(name + "x", depth - 1)
    return name


def endless():
    return endless()


def use_endless():
    dynamodb.Table(endless()).scan()
