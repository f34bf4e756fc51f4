"""Pictures of the whole screen: every room, state, form and panel, in both themes, three sizes."""
