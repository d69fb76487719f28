"""GET /customers/{id}/orders and PUT /orders/{id}/status"""

import json

from shop.repository import Orders

orders = Orders()


def handler(event, context):
    parameters = event["pathParameters"]
    if event["httpMethod"] == "PUT":
        orders.set_status(parameters["order_id"], json.loads(event["body"])["status"])
        return {"statusCode": 204}
    found = orders.of_customer(parameters["customer_id"])
    return {"statusCode": 200, "body": json.dumps(found["Items"], default=str)}
