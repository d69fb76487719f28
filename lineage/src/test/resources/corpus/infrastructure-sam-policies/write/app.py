import os

import boto3

dynamodb = boto3.resource("dynamodb")
table = dynamodb.Table(os.environ["TABLE"])


def handler(event, context):
    table.put_item(Item=event)
    dynamodb.Table("sessions").get_item(Key=event)
    dynamodb.Table("sessions").put_item(Item=event)
    dynamodb.Table("others").delete_item(Key=event)
