"""What earlier runs found, kept in the user's cache folder and checked before it is believed."""
