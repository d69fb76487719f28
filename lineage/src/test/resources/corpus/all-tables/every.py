import boto3

dynamodb = boto3.resource("dynamodb")


def all_tables():
    for table in dynamodb.tables.all():
        table.scan()


def some():
    for table in dynamodb.tables.limit(3):
        table.delete()
    print([table.name for table in dynamodb.tables.filter(Limit=1)])
