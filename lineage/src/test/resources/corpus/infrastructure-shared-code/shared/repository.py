import os

import boto3

dynamodb = boto3.resource("dynamodb")


class Repository:
    def __init__(self):
        self.table = dynamodb.Table(os.environ["TABLE"])

    def create(self, item):
        self.table.put_item(Item=item)

    def all(self):
        return self.table.query(KeyConditionExpression="id = :id", Limit=1)


def composed():
    dynamodb.Table(os.environ["PREFIX"] + "-" + os.environ["SUFFIX"]).get_item(Key={})
