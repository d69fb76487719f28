import boto3

dynamodb = boto3.resource("dynamodb")


def straight():
    name = "first"
    dynamodb.Table(name).scan()
    name = "second"
    dynamodb.Table(name).scan()
    name += "-more"
    dynamodb.Table(name).scan()


def branches(flag):
    if flag:
        name = "yes"
        dynamodb.Table(name).scan()
    else:
        name = "no"
        dynamodb.Table(name).put_item(Item={})
    dynamodb.Table(name).query()


def early(flag):
    name = "normal"
    if flag:
        name = "leaving"
        return dynamodb.Table(name).scan()
    return dynamodb.Table(name).scan()


def expression(flag):
    dynamodb.Table("a" if flag else "b").scan()
    if (walrus := "walrus"):
        dynamodb.Table(walrus).scan()


def tried():
    try:
        name = "tried"
    except ValueError:
        name = "failed"
    finally:
        dynamodb.Table("finally").scan()
    dynamodb.Table(name).scan()


def matched(kind):
    match kind:
        case "a":
            name = "case-a"
        case _:
            name = "case-b"
    dynamodb.Table(name).scan()


def known_stage(stage):
    name = "prod-orders" if stage == "prod" else "dev-orders"
    dynamodb.Table(name).scan()


known_stage("prod")


def looped(names):
    name = "start"
    while names:
        if name == "x":
            break
        name = "next"
    dynamodb.Table(name).scan()
