import os
from os import environ, getenv

import boto3

ORDERS = os.environ["ORDERS_TABLE"]
USERS = os.environ.get("USERS_TABLE", "users-dev")
ITEMS = os.getenv("ITEMS_TABLE")
EITHER = getenv("EITHER_TABLE") or "either-dev"
DEFAULT = "carts-dev"
CARTS = environ.get("CARTS_TABLE", DEFAULT)
STAGED = f"{environ.get('STAGE', 'dev')}-orders"
dynamodb = boto3.resource("dynamodb")


def use(name):
    dynamodb.Table(ORDERS).scan()
    dynamodb.Table(USERS).scan()
    dynamodb.Table(ITEMS).scan()
    dynamodb.Table(EITHER).scan()
    dynamodb.Table(CARTS).scan()
    dynamodb.Table(os.environ[name]).scan()
    dynamodb.Table(STAGED).scan()
