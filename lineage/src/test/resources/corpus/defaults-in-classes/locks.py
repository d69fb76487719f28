class Locks:
    _TABLE = "locks"

    def __init__(self, resource, name=_TABLE):
        self._table = resource.Table(name)

    def acquire(self, key):
        self._table.put_item(Item={"id": key})

    def release(self, key):
        self._table.delete_item(Key={"id": key})


def no_table_of_dynamodb(metadata, column):
    metadata.Table("people", column).delete()
