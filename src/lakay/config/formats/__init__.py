"""How each language writes dates and numbers, where Django does not know or posts write otherwise."""
