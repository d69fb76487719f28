import boto3

TABLE = 'fabric'
dynamodb = boto3.client('dynamodb')

def write_item():
    response = dynamodb.batch_write_item(
        RequestItems = {
          TABLE: [{"PutRequest": { "Item": {} }}]
        }
    )
