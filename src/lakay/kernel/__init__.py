"""What every room of the house may use: ids, clocks, codes. Plain Python, no Django."""
