OVERRIDE = "local"
