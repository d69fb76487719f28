import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

import boto3
from asgiref.sync import sync_to_async

dynamodb = boto3.resource("dynamodb")


def read(table, limit=None):
    table.scan(Limit=limit)


def write(name):
    dynamodb.Table(name).put_item(Item={"id": 1})


def in_a_thread():
    threading.Thread(target=read, args=[dynamodb.Table("thread")], kwargs={"limit": 1}).start()


def in_a_pool():
    with ThreadPoolExecutor() as pool:
        pool.submit(read, dynamodb.Table("pool"))
        pool.map(write, ["mapped-1", "mapped-2"])
    ThreadPool(2).starmap(read, [(dynamodb.Table("starred"), 1)])


async def in_an_executor():
    loop = asyncio.get_event_loop()
    await loop.run_in_executor(None, read, dynamodb.Table("executor"))
    await sync_to_async(read)(dynamodb.Table("adapted"))
    await sync_to_async(dynamodb.Table("method").get_item)(Key={"id": 1})
