"""Conversations and answers as files and plain text."""
