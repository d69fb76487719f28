import os

import boto3

dynamodb = boto3.resource("dynamodb")


def handler(event, context):
    table(os.environ["ORDERS"]).get_item(Key=event)
    table(os.environ["ORDERS"]).query(IndexName="by-day", KeyConditionExpression="#d = :d", Limit=1)
    table(os.environ["CARTS"]).get_item(Key=event)
    table(os.environ["BOARD"]).get_item(Key=event)
    table(os.environ["STOCK"]).get_item(Key=event)
    table(os.environ["REGISTRY"]).get_item(Key=event)
    table(os.environ["RANDOM"]).get_item(Key=event)
    table(os.environ["LOOKUP"]).get_item(Key=event)
    table(os.environ["JOINED"]).get_item(Key=event)
    table(os.environ["CALLED"]).get_item(Key=event)
    table(os.environ["CHOSEN"]).get_item(Key=event)
    table(os.environ["STAGE"] + "-log").get_item(Key=event)


def table(name):
    return dynamodb.Table(name)
