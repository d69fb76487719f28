import unittest
from unittest import mock

from locks import Locks


class LocksTest(unittest.TestCase):
    def test_acquires(self):
        resource = mock.MagicMock(name="resource")
        Locks(resource).acquire("a")
        resource.Table("locks").put_item(Item={"id": 1})
