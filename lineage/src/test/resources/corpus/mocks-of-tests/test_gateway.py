from unittest.mock import MagicMock

from gateway import Gateway


def test_save():
    table = MagicMock()
    Gateway(table).save({})
    table.put_item(Item={"id": 1})
    table.put_item.assert_called()
