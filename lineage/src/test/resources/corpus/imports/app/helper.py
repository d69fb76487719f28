from boto3 import resource


def make(name):
    return resource("dynamodb").Table(name)
