"""Many nodes in one process, with bad lines, wrong clocks, kills and losses, all from one seed: do they agree in the end?"""
