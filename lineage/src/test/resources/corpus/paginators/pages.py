import boto3

client = boto3.client("dynamodb")


def pages(kind):
    scans = client.get_paginator("scan")
    for page in scans.paginate(TableName="t"):
        print(page)
    client.get_paginator("query").paginate(TableName="t", IndexName="i")
    client.get_paginator(operation_name="scan").paginate(**{"TableName": "u"})
