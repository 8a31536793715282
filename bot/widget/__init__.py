"""The element <hoi-dap>, with which other sites have questions and answers inside their own pages."""
