import os

import boto3


class Store:
    def __init__(self, name=None):
        self.table = boto3.resource("dynamodb").Table(name or os.environ["STORE_TABLE"])

    def add(self, item):
        self.table.put_item(Item=item)

    def clear(self):
        self.table.delete()


def handler(event, context):
    Store().add(event)
