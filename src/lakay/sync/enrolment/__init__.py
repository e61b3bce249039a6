"""How a new machine comes in: the code on paper, its request, the hub's answer. Pure: bytes in, bytes out."""
