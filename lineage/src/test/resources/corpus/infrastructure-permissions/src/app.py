import os
import boto3

db = boto3.resource("dynamodb")


def handler(event, context):
    db.Table(os.environ["ORDERS"]).update_item(Key=event)
    db.Table(os.environ["ORDERS"]).get_item(Key=event)
    return db.Table(os.environ["USERS"]).get_item(Key=event)
