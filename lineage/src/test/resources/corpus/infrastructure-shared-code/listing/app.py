from shared.repository import Repository, composed


def handler(event, context):
    composed()
    return Repository().all()
