# The seed's first example: a table is created, and no link is.
import boto3


def create_movie_table(dynamodb=None):
    if not dynamodb:
        dynamodb = boto3.resource("dynamodb", endpoint_url="http://localhost:8000")

    table = dynamodb.create_table(
        TableName="Movies",
        KeySchema=[{"AttributeName": "year", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "year", "AttributeType": "N"}],
    )
    return table
