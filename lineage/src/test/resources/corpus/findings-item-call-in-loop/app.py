import boto3

table = boto3.resource("dynamodb").Table("orders")
client = boto3.client("dynamodb")


def reads(keys):
    for key in keys:
        table.get_item(Key=key)


def writes(orders):
    for order in orders:
        item = {"id": order["id"]}
        table.put_item(Item=item)


def in_comprehension(ids):
    return [client.get_item(TableName="orders", Key={"id": {"S": i}}) for i in ids]


def save(order):
    table.put_item(Item=order)


def saves_each(orders):
    for order in orders:
        save(order)


def tries_again(order):
    for attempt in range(3):
        try:
            return table.put_item(Item=order)
        except Exception:
            continue


def follows_a_chain(key):
    while key:
        key = table.get_item(Key=key)["Item"].get("next")


def batches(orders):
    with table.batch_writer() as batch:
        for order in orders:
            batch.put_item(Item=order)


def conditionally(orders):
    for order in orders:
        table.put_item(Item=order, ConditionExpression="attribute_not_exists(id)")


def updates(orders):
    for order in orders:
        table.update_item(Key=order)


def with_whatever(orders, **more):
    for order in orders:
        table.put_item(Item=order, **more)


def once(order):
    save(order)
