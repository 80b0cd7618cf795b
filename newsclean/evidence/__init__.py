"""What is measured of a document before anybody proposes."""
