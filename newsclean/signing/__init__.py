"""Who signed: names, credits, signatures."""
