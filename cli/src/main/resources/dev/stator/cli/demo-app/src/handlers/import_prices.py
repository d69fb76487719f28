"""A supplier's list of prices arrives."""

import boto3

from shop.repository import Prices

resource = boto3.resource("dynamodb")


def archive(event, rows):
    # Where to is up to whoever calls: the report lists it as unknown, and says why.
    table = resource.Table(event["archive_table"])
    for row in rows:
        table.put_item(Item=row)


def handler(event, context):
    rows = [{"sku": line["sku"], "cents": int(line["cents"])} for line in event["lines"]]
    if "archive_table" in event:
        archive(event, rows)
    Prices().replace_all(rows)
    return {"imported": len(rows)}
