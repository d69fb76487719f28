import os

import boto3
from shared.tables import SHARED

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    table.put_item(Item=event)
    boto3.resource("dynamodb").Table(f"{os.environ['STAGE']}-log").scan()
    boto3.resource("dynamodb").Table(SHARED).scan()
    boto3.resource("dynamodb").Table(os.environ["LATER"]).scan()
