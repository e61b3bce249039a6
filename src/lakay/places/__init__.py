"""Places: what the country is made of, where its borders are crossed, and which days are holidays."""
