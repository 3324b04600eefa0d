"""How long work is asked for, begun, ended, stopped and put back."""
