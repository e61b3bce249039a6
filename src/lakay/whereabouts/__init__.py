"""Where a protected person stays: closed for two to four named people, and for nobody else."""
