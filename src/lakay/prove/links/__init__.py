"""Real nodes in network namespaces of one machine, on lines as bad as those of the border. Needs root, `ip`, `tc` and `iptables`."""
