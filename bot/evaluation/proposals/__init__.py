"""Cases that are proposed to a person, who accepts them or not."""
