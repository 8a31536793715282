"""What a browser is shown in the place of a page that there is not."""
