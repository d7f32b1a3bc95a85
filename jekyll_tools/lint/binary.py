"""Extensions of files that hold no text."""

from __future__ import annotations

BINARY = (
    *(".avif", ".bmp", ".gif", ".heic", ".heif", ".ico", ".jpeg", ".jpg", ".png", ".tif", ".tiff"),
    *(".webp", ".eot", ".otf", ".ttf", ".woff", ".woff2", ".pdf", ".zip", ".gz", ".mp3", ".mp4"),
    *(".mov", ".webm", ".ogg", ".wav", ".docx", ".pptx", ".xlsx"),
)
