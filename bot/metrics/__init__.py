"""Figures for whoever watches the server: what happened since it started, and how things stand."""
