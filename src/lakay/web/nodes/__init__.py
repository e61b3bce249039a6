"""The desk of those who look after the machines: how they stand, who comes in, what was lost, what was refused."""
