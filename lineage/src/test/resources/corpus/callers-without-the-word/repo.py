import boto3


class Repo:
    def __init__(self, name):
        self.table = boto3.resource("dynamodb").Table(name)

    def read(self):
        self.table.scan()
