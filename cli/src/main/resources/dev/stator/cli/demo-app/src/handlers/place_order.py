"""POST /orders"""

import json
import uuid
from datetime import datetime, timezone

from shop.repository import Customers, Orders, Prices

orders = Orders()
customers = Customers()
prices = Prices()


def total(lines):
    amount = 0
    for line in lines:
        amount += prices.get(sku=line["sku"])["cents"] * line["count"]
    return amount


def handler(event, context):
    body = json.loads(event["body"])
    customer = customers.get(customer_id=body["customer_id"])
    if customer is None:
        return {"statusCode": 404, "body": "no such customer"}
    order = {
        "order_id": str(uuid.uuid4()),
        "customer_id": customer["customer_id"],
        "placed_at": datetime.now(timezone.utc).isoformat(),
        "cents": total(body["lines"]),
        "status": "placed",
    }
    orders.place(order)
    return {"statusCode": 201, "body": json.dumps(order)}
