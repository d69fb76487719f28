import functools
import operator
from concurrent.futures import ThreadPoolExecutor

import boto3

client = boto3.client("dynamodb")
table = boto3.resource("dynamodb").Table("wrapped")


class Store:
    def __init__(self, table_name):
        self.table_name = table_name
        self.client = boto3.client("dynamodb")

    def _call(self, operation, **kwargs):
        return getattr(self.client, operation)(TableName=self.table_name, **kwargs)

    def get(self, key):
        return self._call("get_item", Key=key)

    def put(self, item):
        return self._call("put_item", Item=item)

    def query(self, **kwargs):
        params = {"TableName": self.table_name}
        params.update(kwargs)
        return self.client.query(**params)

    def scan(self, limit=None):
        request = dict(TableName=self.table_name)
        if limit:
            request["Limit"] = limit
        while True:
            answer = self.client.scan(**request)
            if "LastEvaluatedKey" not in answer:
                return
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def retry(function, *args, **kwargs):
    for _ in range(3):
        try:
            return function(*args, **kwargs)
        except Exception:
            pass


def with_retry(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for _ in range(times):
                return function(*args, **kwargs)

        return wrapper

    return decorate


@with_retry(3)
def decorated(name):
    return boto3.resource("dynamodb").Table(name).scan()


def passes_table(function):
    @functools.wraps(function)
    def wrapper(event, context):
        return function(event, context, boto3.resource("dynamodb").Table("handed"))

    return wrapper


@passes_table
def handler(event, context, handed):
    return handed.scan()


def uses():
    retry(table.put_item, Item={})
    retry(lambda: table.get_item(Key={}))
    get = functools.partial(client.get_item, TableName="partial")
    get(Key={})
    {"read": table.query, "all": table.scan}["read"](Limit=1)
    operator.methodcaller("delete_item", Key={})(table)
    decorated("decorated")
    store = Store("store")
    store.get({})
    store.put({})
    store.query()
    store.scan()
    with ThreadPoolExecutor() as pool:
        pool.map(lambda key: table.update_item(Key=key), [1])


class Delegate:
    def __init__(self, inner):
        self._inner = inner

    def __getattr__(self, name):
        return getattr(self._inner, name)


def delegates():
    Delegate(table).delete_item(Key={})


class Other:
    def scan(self):
        return []


def mixed(flag):
    Other().scan()
    chosen = table if flag else Other()
    return chosen.scan()


def tables_of(*names):
    return [boto3.resource("dynamodb").Table(name) for name in names]


def unpacked():
    first, second = tables_of("first", "second")
    first.scan()
    second.scan()


def closure(name):
    own = boto3.resource("dynamodb").Table(name)

    def read(key):
        return own.get_item(Key=key)

    return read


closure("closed-a")(1)
closure("closed-b")(1)
