class Gateway:
    def __init__(self, dynamodb_table):
        self._dynamodb_table = dynamodb_table

    def save(self, item):
        self._dynamodb_table.put_item(Item=item)
