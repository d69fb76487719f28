import boto3
from flask import Flask

app = Flask(__name__)
table = boto3.resource("dynamodb").Table("orders")


def handler(event, context):
    return everything()


def everything():
    return table.scan(ProjectionExpression="id", Limit=10)


@app.route("/orders")
def listing():
    pages = boto3.client("dynamodb").get_paginator("scan")
    return list(pages.paginate(TableName="orders", ProjectionExpression="id"))


def nightly():
    return table.scan(ProjectionExpression="id", Limit=10)


@app.route("/one")
def one():
    return table.get_item(Key={"id": "1"})
