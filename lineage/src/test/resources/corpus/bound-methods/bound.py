import asyncio
import functools
from concurrent.futures import ThreadPoolExecutor

import boto3

table = boto3.resource("dynamodb").Table("bound")
client = boto3.client("dynamodb")


def paginate(method, **kwargs):
    while True:
        page = method(**kwargs)
        if "LastEvaluatedKey" not in page:
            return


def here():
    paginate(table.scan)
    paginate(client.query, TableName="named")


def held():
    get = table.get_item
    get(Key={})


def partial():
    fetch = functools.partial(client.get_item, TableName="partial")
    fetch(Key={})


async def threads():
    await asyncio.to_thread(table.put_item, Item={})
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, table.query)


def pool(items):
    with ThreadPoolExecutor() as executor:
        executor.submit(table.delete_item, Key={})
        executor.map(lambda key: table.update_item(Key=key), items)


def by_name():
    getattr(table, "scan")()
