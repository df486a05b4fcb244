"""The changelog of the data: why what was published says something else now."""
