"""Where the shop's data lies."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    orders: str = os.environ["ORDERS_TABLE"]
    customers: str = os.environ.get("CUSTOMERS_TABLE", "customers-dev")
    prices: str = "shop-prices"


settings = Settings()
