import os

import boto3

dynamodb = boto3.resource("dynamodb")


def handler(event, context):
    dynamodb.Table(os.environ["ORDERS"]).get_item(Key={"id": "1", "created": 2})
    dynamodb.Table(os.environ["CARTS"]).get_item(Key={"id": "1"})
    dynamodb.Table(os.environ["STOCK"]).get_item(Key={"sku": "1"})
    dynamodb.Table(os.environ["ESCAPED"]).get_item(Key={"id": "1"})
    dynamodb.Table(os.environ["LATER"]).get_item(Key={"id": "1"})
