"""What is printed of a trail: its booklet, its signs, set by one typesetter."""
