"""The desk of figures: what analysts and ministries see of the registers, by month."""
