import os

import boto3
from boto3.dynamodb.conditions import Key

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    table.get_item(Key=event)
    table.query(IndexName="by-day", KeyConditionExpression=Key("day").eq(event["day"]), Limit=1)
    table.query(KeyConditionExpression=Key("id").eq(event["id"]))
