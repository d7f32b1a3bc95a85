"""`jt lint` and `jt baseline`: options, one run, its scope, its report."""
