name = "given-by-tfvars"
