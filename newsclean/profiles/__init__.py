"""What is known of single sites: profiles, their shelf, learning and importing them."""
