"""Static files under names that change with what is in them, the parts of our scripts too.

Django can do this for every script (`support_js_module_import_aggregation`), and then reads those of other people,
minified, with the same expression; so it is asked for our own alone. Each `import` stands on one line that ends in “;”.
"""

from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = "js/desk/*.js"
IMPORT = r"""(?P<matched>import (?P<names>[^;"']+?) from "(?P<url>\./[^"]+)";)"""


class StaticFiles(CompressedManifestStaticFilesStorage):
    """An updated part of a script has another name, and so has whatever imports it: no browser mixes two versions."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (OURS, ((IMPORT, 'import %(names)s from "%(url)s";'),)),
    )
