"""Alert lists under dual control: who and what the posts look out for, and what a booth may be told of it."""
