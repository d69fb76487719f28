import os

import boto3


def handler(event, context):
    dynamodb = boto3.resource("dynamodb")
    dynamodb.Table(os.environ["TABLE"]).update_item(Key=event)
    dynamodb.Table(event["name"]).get_item(Key=event)
