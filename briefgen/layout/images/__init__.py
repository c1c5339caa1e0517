"""Pictures from files, as pixels or as they are compressed."""
