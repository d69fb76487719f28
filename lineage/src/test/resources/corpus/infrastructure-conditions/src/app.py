import os
import boto3

db = boto3.resource("dynamodb")


def handler(event, context):
    db.Table(os.environ["ORDERS"]).get_item(Key=event)
    db.Table(os.environ["USERS"]).get_item(Key=event)
    db.Table(os.environ["STAGED"]).get_item(Key=event)
    db.Table(os.environ["BIG_PROD"]).get_item(Key=event)
    db.Table(os.environ["BIG_OR_DEV"]).get_item(Key=event)
    db.Table(os.environ["BIG"]).get_item(Key=event)
    db.Table(os.environ["ROUND"]).get_item(Key=event)
    db.Table(os.environ["NONE"]).get_item(Key=event)
