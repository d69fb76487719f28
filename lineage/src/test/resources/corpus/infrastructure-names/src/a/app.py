import os

import boto3

dynamodb = boto3.resource("dynamodb")


def handler(event, context):
    dynamodb.Table(os.environ["UNNAMED"]).get_item(Key=event)
    dynamodb.Table(os.environ["UNNAMED_ARN"]).get_item(Key=event)
    dynamodb.Table(os.environ["BY_STACK"]).get_item(Key=event)
    dynamodb.Table(os.environ["BY_STAGE"]).get_item(Key=event)
    dynamodb.Table(os.environ["AUDIT"]).get_item(Key=event)
    dynamodb.Table(os.environ["PREFIX"] + "-orders").get_item(Key=event)
    dynamodb.Table(os.environ["ELSEWHERE"]).get_item(Key=event)
    dynamodb.Table(os.environ["SECRET"]).get_item(Key=event)
    dynamodb.Table(os.environ["RESOLVED"]).get_item(Key=event)
    dynamodb.Table(os.environ["CHOSEN"]).get_item(Key=event)
    dynamodb.Table("Unnamed").get_item(Key=event)
