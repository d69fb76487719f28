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


def while_there_are(ids):
    while ids:
        table.put_item(Item={"id": ids.pop()})


def while_taken(ids):
    while len(ids) > 0:
        key = ids.popleft()
        table.get_item(Key={"id": key})


def while_counted(ids):
    i = 0
    while i < len(ids):
        table.get_item(Key={"id": ids[i]})
        i += 1


def mapped(ids):
    return list(map(lambda i: table.get_item(Key={"id": i}), ids))


def mapped_by_name(orders):
    return list(map(save, orders))


def filtered(ids):
    return [i for i in ids if "Item" in table.get_item(Key={"id": i})]


def while_it_fails(order):
    delay = 1
    attempts = 0
    while attempts < 3:
        try:
            return table.put_item(Item={"id": order, "attempt": attempts})
        except Exception:
            attempts += 1
            delay = delay * 2


def while_it_is_not_there(key):
    item = None
    while item is None:
        item = table.get_item(Key=key).get("Item")
    return item


def follows_a_longer_chain(key):
    while key:
        answer = table.get_item(Key=key)
        item = answer["Item"]
        key = item.get("next")


def tries_what_was_taken(ids):
    key = ids.pop()
    for attempt in range(3):
        table.get_item(Key={"id": key})


def waits(queue):
    while True:
        message = queue.receive()
        table.put_item(Item=message)
