"""What is decided about referrals, as plain values: states, deadlines, agreements, packets, codes and answers by message."""
