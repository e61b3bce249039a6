"""The desk of keyholders: where protected people stay, the address lock, and the cards that they carry."""
