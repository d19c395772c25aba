"""What boot.py is made of: processes, clients, checks. Python's standard library only."""
