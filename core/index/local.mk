index_sources =
