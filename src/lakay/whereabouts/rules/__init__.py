"""Pure decisions: keys of keyholders, sealing, breaking the glass, cards. Values in, values out."""
