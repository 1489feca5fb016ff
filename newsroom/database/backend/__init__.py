"""Django finds the backend in base.py."""
