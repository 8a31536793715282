"""The endpoints, what they return, and who may ask."""
