import boto3
from environs import Env

env = Env()
with env.prefixed("SHOP_"):
    orders = env.str("ORDERS")
    with env.prefixed("STOCK_"):
        parts = env("PARTS", "parts")
    carts = env("CARTS")
plain = env("PLAIN")

dynamodb = boto3.resource("dynamodb")
dynamodb.Table(orders).scan()
dynamodb.Table(parts).scan()
dynamodb.Table(carts).scan()
dynamodb.Table(plain).scan()
