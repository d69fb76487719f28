"""One class for each kind of thing that the shop keeps."""

import boto3
from boto3.dynamodb.conditions import Key

from .settings import settings


class Repository:
    """What all of them have in common."""

    def __init__(self, table_name, resource=None):
        self._resource = resource or boto3.resource("dynamodb")
        self._table = self._resource.Table(table_name)

    def get(self, **key):
        return self._table.get_item(Key=key).get("Item")


class Orders(Repository):
    def __init__(self):
        super().__init__(settings.orders)

    def place(self, order):
        self._table.put_item(
            Item=order,
            ConditionExpression="attribute_not_exists(order_id)",
        )

    def of_customer(self, customer_id, start=None):
        page = {"ExclusiveStartKey": start} if start else {}
        return self._table.query(
            IndexName="by-customer",
            KeyConditionExpression=Key("customer_id").eq(customer_id),
            ScanIndexForward=False,
            Limit=20,
            **page,
        )

    def set_status(self, order_id, status):
        self._table.update_item(
            Key={"order_id": order_id},
            UpdateExpression="SET #s = :s",
            ExpressionAttributeNames={"#s": "status"},
            ExpressionAttributeValues={":s": status},
        )


class Customers(Repository):
    def __init__(self):
        super().__init__(settings.customers)


class Prices(Repository):
    def __init__(self):
        super().__init__(settings.prices)

    def replace_all(self, rows):
        with self._table.batch_writer() as batch:
            for row in rows:
                batch.put_item(Item=row)
