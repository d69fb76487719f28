import boto3

db = boto3.resource("dynamodb")
client = boto3.client("dynamodb")


def set_later(by_mail):
    arguments = {"Limit": 1}
    if by_mail:
        arguments["IndexName"] = "by-mail"
    db.Table("people").query(**arguments)


def one_of_two(kind):
    arguments = {"Limit": 1}
    if kind == "mail":
        arguments["IndexName"] = "by-mail"
    elif kind == "name":
        arguments["IndexName"] = "by-name"
    db.Table("users").query(**arguments)


def always_one(descending):
    arguments = {}
    if descending:
        arguments["IndexName"] = "down"
    else:
        arguments["IndexName"] = "up"
    db.Table("rows").query(**arguments)


def with_its_own_table(old):
    arguments = {"TableName": "old"} if old else {"TableName": "new", "IndexName": "by-day"}
    client.query(**arguments)


def spread_into_another(by_day):
    arguments = {"TableName": "days"}
    if by_day:
        arguments = {**arguments, "IndexName": "by-day"}
    client.query(**arguments)


def spread_in_place(by_hour):
    client.query(
        TableName="hours", **({"IndexName": "by-hour"} if by_hour else {})
    )


def filtered(by_week):
    arguments = {"Limit": 1, "IndexName": "by-week" if by_week else None}
    arguments = {key: value for key, value in arguments.items() if value is not None}
    db.Table("weeks").query(**arguments)


def through(**arguments):
    client.query(**arguments)


def caller(which):
    arguments = {"TableName": "a"}
    if which:
        arguments["TableName"] = "b"
        arguments["IndexName"] = "of-b"
    through(**arguments)


def updated(by_month):
    arguments = dict(TableName="months")
    if by_month:
        arguments.update(IndexName="by-month")
    client.query(**arguments)


def taken_out():
    arguments = {"TableName": "taken", "IndexName": "none"}
    arguments.pop("IndexName")
    client.query(**arguments)


def deleted():
    arguments = {"TableName": "deleted", "IndexName": "none"}
    del arguments["IndexName"]
    client.query(**arguments)


def more_than_are_told_apart(a, b, c):
    arguments = {"TableName": "many"}
    if a:
        arguments["Limit"] = 1
    if b:
        arguments["ScanIndexForward"] = False
    if c:
        arguments["IndexName"] = "by-c"
    client.query(**arguments)


def with_default(index="by-default", **rest):
    client.query(TableName="defaulted", IndexName=index)


def gives(given):
    arguments = {}
    if given:
        arguments["index"] = "given"
    with_default(**arguments)
