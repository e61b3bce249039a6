"""Many nodes in one process, with bad lines, wrong clocks, kills and losses, all from one seed: do they agree in the end?

The windows of posts move on, by the program's own rule of what may leave together; what is old enough is drawn, not told by a clock.
Left out: a store that writes on beside its own copy in one epoch (a disk that was cloned, a copy put back without the program's own
restoring). Two events of one identity are a fork then; which of them stands differs from node to node, so there is no one state to
agree on. What a store does with a fork is in `tests/journal/foreign/test_taking.py`.
"""
