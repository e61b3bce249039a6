"""Pure decisions of the protection desk: states, priorities, consent, answers, signs of trafficking. Values in, values out."""
