from shared.repository import Repository, composed


def handler(event, context):
    Repository().create(event)
    composed()
