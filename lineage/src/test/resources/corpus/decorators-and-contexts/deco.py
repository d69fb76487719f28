import functools
from contextlib import asynccontextmanager, contextmanager

import boto3

dynamodb = boto3.resource("dynamodb")


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


def with_table(name):
    def decorator(function):
        def wrapper(*args, **kwargs):
            return function(dynamodb.Table(name), *args, **kwargs)

        return wrapper

    return decorator


@logged
def read(name):
    dynamodb.Table(name).scan()


@with_table("injected")
def injected(table, key):
    table.get_item(Key=key)


@app.route("/x")
@tracer.capture
def route():
    dynamodb.Table("routed").scan()


@contextmanager
def connection():
    yield dynamodb.Table("yielded")


@asynccontextmanager
async def later(name):
    async with session() as made:
        yield dynamodb.Table(name)


class Scope:
    def __enter__(self):
        self.table = dynamodb.Table("entered")
        return self.table

    def __exit__(self, *args):
        self.table.reload()


def main():
    read("called")
    with connection() as table:
        table.scan()
    with Scope() as table:
        table.scan()


async def amain():
    async with later("awaited") as table:
        await table.scan()


@functools.lru_cache(maxsize=None)
def cached():
    return dynamodb.Table("cached")


def use_cached():
    cached().scan()
