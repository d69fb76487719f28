import boto3

ddb = boto3.resource("dynamodb")
names = ["a", "b"]
names.append("c")
names += ["d"]
first, *rest = names
left = ["p", "q", "r"]
left.pop(0)


def by_place(key):
    ddb.Table(names[0]).get_item(Key=key)
    ddb.Table(first).get_item(Key=key)
    ddb.Table(names[-1]).get_item(Key=key)


def one_of_the_rest(key):
    ddb.Table(left[0]).get_item(Key=key)


def ordered(key):
    ddb.Table(sorted(["z", "y"])[0]).get_item(Key=key)
    ddb.Table(list(reversed(names))[0]).get_item(Key=key)


def slices(key):
    for name in names[:2]:
        ddb.Table(name).get_item(Key=key)
    ddb.Table("orders-v2"[:-3]).get_item(Key=key)


def chosen(key):
    for name in [name for name in names if name != "c"][2:]:
        ddb.Table(name).get_item(Key=key)
