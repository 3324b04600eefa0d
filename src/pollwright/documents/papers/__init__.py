"""The papers. Each folder holds one: its typed input, its Typst template and fictitious examples."""
