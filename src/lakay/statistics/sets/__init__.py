"""The files of indicators, one a module: each has `INDICATORS`, and needs to be named nowhere else."""
