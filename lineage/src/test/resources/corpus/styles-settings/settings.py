import os
from dataclasses import dataclass
from functools import lru_cache
from typing import Optional

from pydantic import BaseSettings, Field


class Settings(BaseSettings):
    orders_table: str = "orders"
    users_table: str
    audit_table: str = Field("audit", env="AUDIT_TABLE_NAME")

    class Config:
        env_prefix = "shop_"


@lru_cache(maxsize=None)
def get_settings() -> Settings:
    return Settings()


@dataclass(frozen=True)
class Tables:
    orders: str
    stock: str = os.getenv("STOCK_TABLE", "stock")

    @classmethod
    def from_env(cls) -> "Tables":
        return cls(orders=os.environ["ORDERS_TABLE"])


class Config:
    TABLE = os.environ.get("BASE_TABLE") or "base"
    PREFIX = "dev"

    @property
    def full(self):
        return "-".join([self.PREFIX, "full"])


class ProductionConfig(Config):
    PREFIX = "prod"


CONFIGS = {"dev": Config, "prod": ProductionConfig}


def get_env(name: str, default: Optional[str] = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise RuntimeError(f"{name} is not set")
    return value


def require_env(name):
    try:
        return os.environ[name]
    except KeyError:
        raise RuntimeError(name)
