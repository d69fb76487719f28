import os

import boto3

dynamodb = boto3.resource("dynamodb")

NAMES = {
    "P00", "P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09",
    "P10", "P11", "P12", "P13", "P14", "P15", "P16", "P17", "P18", "P19",
    "P20", "P21", "P22", "P23", "P24", "P25", "P26", "P27", "P28", "P29",
    "P30", "P31", "P32", "P33", "P34", "P35", "P36", "P37", "P38", "P39",
    "USERS", "ORDERS",
}

TOO_MANY = [
    "Q000", "Q001", "Q002", "Q003", "Q004", "Q005", "Q006", "Q007", "Q008", "Q009",
    "Q010", "Q011", "Q012", "Q013", "Q014", "Q015", "Q016", "Q017", "Q018", "Q019",
    "Q020", "Q021", "Q022", "Q023", "Q024", "Q025", "Q026", "Q027", "Q028", "Q029",
    "Q030", "Q031", "Q032", "Q033", "Q034", "Q035", "Q036", "Q037", "Q038", "Q039",
    "Q040", "Q041", "Q042", "Q043", "Q044", "Q045", "Q046", "Q047", "Q048", "Q049",
    "Q050", "Q051", "Q052", "Q053", "Q054", "Q055", "Q056", "Q057", "Q058", "Q059",
    "Q060", "Q061", "Q062", "Q063", "Q064", "Q065", "Q066", "Q067", "Q068", "Q069",
    "Q070", "Q071", "Q072", "Q073", "Q074", "Q075", "Q076", "Q077", "Q078", "Q079",
    "Q080", "Q081", "Q082", "Q083", "Q084", "Q085", "Q086", "Q087", "Q088", "Q089",
    "Q090", "Q091", "Q092", "Q093", "Q094", "Q095", "Q096", "Q097", "Q098", "Q099",
    "Q100", "Q101", "Q102", "Q103", "Q104", "Q105", "Q106", "Q107", "Q108", "Q109",
    "Q110", "Q111", "Q112", "Q113", "Q114", "Q115", "Q116", "Q117", "Q118", "Q119",
    "Q120", "Q121", "Q122", "Q123", "Q124", "Q125", "Q126", "Q127", "Q128", "Q129",
    "Q130", "Q131", "Q132", "Q133", "Q134", "Q135", "Q136", "Q137", "Q138", "Q139",
]


def parameters():
    found = {}
    for name in NAMES:
        value = os.environ[name]
        if value.isspace():
            raise ValueError(name)
        found[name] = value
    return found


def too_many_parameters():
    found = {}
    for name in TOO_MANY:
        found[name] = os.environ[name]
    return found


def told_apart():
    dynamodb.Table(parameters()["ORDERS"]).scan()
    everything = {name: os.environ[name] for name in NAMES}
    dynamodb.Table(everything["USERS"]).scan()


def merged():
    dynamodb.Table(too_many_parameters()["Q001"]).scan()
    everything = {name: os.environ[name] for name in TOO_MANY}
    dynamodb.Table(everything["Q001"]).scan()
    dynamodb.Table(TOO_MANY[-1]).scan()


def by_unknown_key(key, other):
    tables = {}
    tables[key] = "users"
    tables[other] = "orders"
    dynamodb.Table(tables["users"]).scan()
    handles = {}
    handles[key] = dynamodb.Table("users")
    handles[other] = dynamodb.Table("orders")
    handles["users"].scan()
    same = {}
    same[key] = "same"
    same[other] = "same"
    dynamodb.Table(same["x"]).scan()
    settings = {}
    settings[key] = {"table": "users", "region": "here"}
    settings[other] = {"table": "orders", "region": "here"}
    dynamodb.Table(settings["users"]["table"]).scan()


def either_of_two(key, other, asked):
    tables = {}
    tables[key] = "users"
    tables[other] = "orders"
    dynamodb.Table(tables[asked]).scan()


def by_keywords(names):
    tables = {}
    for name in names:
        tables[name] = "users"
        tables[name.lower()] = "orders"
    taken(**tables)


def taken(table, *, other):
    dynamodb.Table(table).scan()
    dynamodb.Table(other).scan()


def by_request(key, other):
    params = {}
    params[key] = "users"
    params[other] = "orders"
    boto3.client("dynamodb").scan(**params)
