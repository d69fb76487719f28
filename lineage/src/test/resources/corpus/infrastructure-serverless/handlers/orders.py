import os

import boto3

client = boto3.client("dynamodb")


def create(event, context):
    client.put_item(TableName=os.environ.get("ORDERS_TABLE", "local"), Item={})
