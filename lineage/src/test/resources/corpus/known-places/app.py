import boto3

db = boto3.resource("dynamodb")
LETTERS = ["a", "b", "c"]

db.Table("arn:x:table/orders".split("/")[-1]).scan()
db.Table(LETTERS[-1]).scan()
db.Table(LETTERS[1:][0]).scan()
first, *rest = LETTERS
db.Table(first).scan()
db.Table(rest[0]).scan()
*start, last = LETTERS
db.Table(last).scan()
db.Table(start[-1]).scan()
left, right = map(db.Table, ("left", "right"))
left.scan()
right.scan()
stack = []
stack.append(db.Table("bottom"))
stack.append(db.Table("top"))
stack[0].scan()
stack.pop().scan()
stack[-1].scan()
changed = ["before", "other"]
changed[0] = "after"
db.Table(changed[0]).scan()
changed.sort()
db.Table(changed[-1]).scan()
changed.insert(0, "inserted")
db.Table(changed[0]).scan()


def until_done():
    table = db.Table("before-loop")
    while True:
        table = db.Table("in-loop")
        if table.item_count:
            break
    table.scan()


def maybe_never(more):
    table = db.Table("zero-turns")
    while more():
        table = db.Table("some-turns")
    table.scan()


def first_found(wanted):
    for name in ("near", "far"):
        table = db.Table(name)
        if wanted(name):
            break
    table.scan()


def the_first_only():
    for name in ("only", "never"):
        table = db.Table(name)
        break
    table.scan()


def skipped(skip):
    name = "none-skipped"
    for candidate in ("x", "y"):
        if skip(candidate):
            continue
        name = candidate
    db.Table(name).scan()


def grown(count):
    names = ["g1"]
    for _ in range(count):
        names.append("g2")
    db.Table(names[0]).scan()
    db.Table("-".join(names)).scan()


def put_in_front(more):
    names = ["last"]
    while more():
        names.insert(0, "front")
    db.Table(names[0]).scan()


def taken_away(more):
    names = ["gone"]
    while more():
        names.pop()
    names.append("added")
    db.Table(names[0]).scan()
