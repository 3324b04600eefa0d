"""The pages of signing in: the sign-in library's views with our pages, each marked with who may see it."""
