"""Instellingen: the network itself, its users, this computer, and whether all is in order."""
