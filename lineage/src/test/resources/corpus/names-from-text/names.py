import boto3

PREFIX = "shop"
STAGE = "prod"
ORDERS = PREFIX + "-orders"
ITEMS = f"{PREFIX}-{STAGE}-items"
USERS = "{}-{stage}-users".format(PREFIX, stage=STAGE)
LOGS = "%s-%s-logs" % (PREFIX, STAGE)
NAMED = "%(a)s-named" % {"a": PREFIX}
IMPLICIT = "impl" "icit"
JOINED = "-".join([PREFIX, STAGE, "joined"])
LOWER = "UPPER".lower()
ESCAPED = f"{{literal}}"
dynamodb = boto3.resource("dynamodb")


def use(number, thing):
    dynamodb.Table(ORDERS).scan()
    dynamodb.Table(ITEMS).scan()
    dynamodb.Table(USERS).scan()
    dynamodb.Table(LOGS).scan()
    dynamodb.Table(NAMED).scan()
    dynamodb.Table(IMPLICIT).scan()
    dynamodb.Table(JOINED).scan()
    dynamodb.Table(LOWER).scan()
    dynamodb.Table(ESCAPED).scan()
    dynamodb.Table(f"{PREFIX}-{number}").scan()
    dynamodb.Table(f"{number:>5}").scan()
    dynamodb.Table(thing.pick(number)).scan()
    dynamodb.Table(name="arn:aws:dynamodb:eu-west-1:123456789012:table/by-arn").scan()
