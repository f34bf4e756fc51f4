"""What every kind of meeting shares on the screen; the rooms add what is theirs."""
