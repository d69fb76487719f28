import os

from flask import Flask

from views import blueprint


def create_app(overrides=None):
    app = Flask(__name__)
    app.config["ORDERS_TABLE"] = os.environ.get("ORDERS_TABLE", "orders")
    app.config.from_mapping(USERS_TABLE="users")
    app.config.update(AUDIT_TABLE="audit")
    app.config.from_object("config.Production")
    app.register_blueprint(blueprint)
    return app
