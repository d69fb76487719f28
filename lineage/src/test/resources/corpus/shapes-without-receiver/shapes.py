from company_layer import orders_table


def by_parameter(client, table, thing):
    client.get_item(TableName="by-keyword", Key={"id": {"S": "1"}})
    table.query(KeyConditionExpression="pk = :pk")
    table.get_item(Key={"id": 1})
    thing.get_item("id")
    orders_table.put_item(Item={"id": 1})
