from repo import Repo


class Service:
    def __init__(self, name):
        self.repo = Repo(name)

    def run(self):
        self.repo.read()
