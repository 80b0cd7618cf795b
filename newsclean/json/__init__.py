"""JSON as pages print it: whole, broken, nearly."""
