"""What outlives a disk: backups, and a look at whether everything is what was kept."""
