import os

ORDERS_TABLE = os.environ.get("ORDERS_TABLE", "orders")
USERS_TABLE = "users"
DYNAMODB = {"AUDIT": "audit"}
