import os
import boto3

db = boto3.resource("dynamodb")


def handler(event, context):
    db.Table(os.environ["ORDERS"]).put_item(Item=event)
    db.Table(os.environ["SELECTED"]).get_item(Key=event)
    db.Table(os.environ["SELECTED_OTHER"]).get_item(Key=event)
    db.Table(os.environ["MAPPED"]).get_item(Key=event)
    db.Table(os.environ["MAPPED_OTHER"]).get_item(Key=event)
    db.Table(os.environ["CHOSEN"]).get_item(Key=event)
    db.Table(os.environ["CHOSEN_OTHER"]).get_item(Key=event)
    db.Table(os.environ["AUDIT"]).get_item(Key=event)
    db.Table(os.environ["SUFFIXED"]).get_item(Key=event)
    db.Table(os.environ["SUFFIXED_OTHER"]).get_item(Key=event)
    db.Table(os.environ["CUT"]).get_item(Key=event)
    db.Table(os.environ["CUT_OTHER"]).get_item(Key=event)
    db.Table(os.environ["DECODED"]).get_item(Key=event)
    db.Table(os.environ["DECODED_OTHER"]).get_item(Key=event)
    db.Table(os.environ["GREEN"]).get_item(Key=event)
    db.Table(os.environ["BLUE"]).get_item(Key=event)
    db.Table(os.environ["EITHER"]).get_item(Key=event)
