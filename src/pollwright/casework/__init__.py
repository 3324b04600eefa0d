"""Casework and engagement: contacts, enquiries, complaints, requests, allegations, campaigns."""
