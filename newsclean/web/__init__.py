"""The service and the workbench: newsclean over HTTP, with one page to look at what it does."""
