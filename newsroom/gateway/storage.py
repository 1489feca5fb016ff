"""Static files in production: hashed, compressed, for ever cacheable."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModules(CompressedManifestStaticFilesStorage):
    """ES modules too: what one imports from beside it, it imports by its hashed name."""

    support_js_module_import_aggregation = True
