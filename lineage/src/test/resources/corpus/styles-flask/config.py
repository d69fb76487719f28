class Base:
    STOCK_TABLE = "stock"


class Production(Base):
    ARCHIVE_TABLE = "archive"
