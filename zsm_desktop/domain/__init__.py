"""The agreements of the network as pure Python on values: no database, no window, no clock."""
