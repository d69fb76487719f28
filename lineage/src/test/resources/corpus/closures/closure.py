import boto3

_table = None


def outer(name):
    table = boto3.resource("dynamodb").Table(name)

    def inner():
        return table.scan()

    return inner


outer("closed")()


def get_table():
    global _table
    if _table is None:
        _table = boto3.resource("dynamodb").Table("singleton")
    return _table


def use():
    get_table().scan()


def counter():
    name = "before"

    def change():
        nonlocal name
        name = "after"

    change()
    boto3.resource("dynamodb").Table(name).scan()
