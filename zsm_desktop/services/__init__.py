"""What people do: reads give frozen facts for one screen or paper, acts are one transaction and return Changes."""
