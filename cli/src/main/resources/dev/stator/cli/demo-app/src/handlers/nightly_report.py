"""Every night: yesterday's turnover, and the whole table to S3 for the accountants."""

import os
from datetime import date, timedelta

import boto3

client = boto3.client("dynamodb")
ORDERS_ARN = "arn:aws:dynamodb:eu-central-1:123456789012:table/shop-orders"


def turnover(day):
    pages = client.get_paginator("scan").paginate(
        TableName=os.environ["ORDERS_TABLE"],
        ProjectionExpression="cents, placed_at",
        FilterExpression="begins_with(placed_at, :day)",
        ExpressionAttributeValues={":day": {"S": day}},
    )
    return sum(int(item["cents"]["N"]) for page in pages for item in page["Items"])


def export():
    return client.export_table_to_point_in_time(
        TableArn=ORDERS_ARN,
        S3Bucket=os.environ["REPORTS_BUCKET"],
        ExportFormat="DYNAMODB_JSON",
    )


def handler(event, context):
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    export()
    return {"day": yesterday, "cents": turnover(yesterday)}
