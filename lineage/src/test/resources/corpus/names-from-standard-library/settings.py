TABLE = "of-settings"
