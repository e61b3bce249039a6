"""Protection: who needs it is received, screened, and decided upon by a named person."""
