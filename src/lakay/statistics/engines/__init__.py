"""The engines that can answer: DuckDB in this process, PostgreSQL, Apache Spark. The same expression gives the same cells on each."""
