"""The docs, the glossary and the gallery of components, served by the program itself, without a network."""
