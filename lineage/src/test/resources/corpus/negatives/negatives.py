"""Nothing here is a use of DynamoDB: dynamodb.Table("doc").scan()"""
import json

import boto3
import redis
from unittest.mock import MagicMock

s3 = boto3.client("s3")
cache = redis.Redis()
CODE = "boto3.resource('dynamodb').Table('text').put_item(Item={})"


class Inventory:
    def get_item(self, key):
        return key

    def put_item(self, Item):
        return Item

    def query(self, text):
        return text

    def scan(self):
        return []


class Table:
    def __init__(self, name):
        self.name = name

    def get_item(self, Key):
        return Key


def wrappers(tree, model, session, widget):
    inventory = Inventory()
    inventory.get_item("x")
    inventory.put_item(Item={"a": 1})
    inventory.query("x")
    inventory.scan()
    Table("mine").get_item(Key={"id": 1})
    tree.scan()
    model.query("SELECT 1")
    session.query(Inventory).delete()
    widget.get_item(3)
    widget.load()
    cache.scan()
    s3.get_object(Bucket="b", Key="k")
    json.load(open("x"))
    mock = MagicMock()
    mock.put_item(Item={})


def shadowed():
    boto3 = object()
    boto3.client("dynamodb").scan(TableName="shadow")


def dictionary():
    {}.get("scan")
    "text".format(scan=1)


# dynamodb.Table("comment").scan()
