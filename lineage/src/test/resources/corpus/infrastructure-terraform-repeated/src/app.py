import os
import boto3

db = boto3.resource("dynamodb")


def handler(event, context):
    db.Table(os.environ["EACH"]).get_item(Key=event)
    db.Table(os.environ["COUNTED"]).get_item(Key=event)
    db.Table(os.environ["PLAIN"]).get_item(Key=event)
    db.Table(os.environ["TAKEN"]).get_item(Key=event)
