from service import Service

Service("given-in-main").run()
