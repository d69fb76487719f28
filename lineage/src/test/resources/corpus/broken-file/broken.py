import boto3

dynamodb = boto3.resource("dynamodb")


def fine():
    dynamodb.Table("before").scan()


def broken(:
    return

def after():
    dynamodb.Table("after").scan()
