"""GET /orders?status=..., for the back office"""

import json
import os

import boto3

TABLE = os.environ["ORDERS_TABLE"]
client = boto3.client("dynamodb")


def handler(event, context):
    status = event["queryStringParameters"]["status"]
    # It was fine while there were a hundred orders.
    found = client.scan(
        TableName=TABLE,
        FilterExpression="#s = :s",
        ExpressionAttributeNames={"#s": "status"},
        ExpressionAttributeValues={":s": {"S": status}},
    )
    return {"statusCode": 200, "body": json.dumps(found["Items"])}


def cancelled(order_ids):
    """The same in PartiQL, for one of them."""
    for order_id in order_ids:
        yield client.execute_statement(
            Statement=f"""SELECT order_id, "status" FROM "{TABLE}" WHERE order_id = ?""",
            Parameters=[{"S": order_id}],
        )
