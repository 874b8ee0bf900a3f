"""Pelican, set up for the plain site of the benchmarks."""

SITENAME = "Quillbury"
SITESUBTITLE = "News from a town that is not there"
SITEURL = "https://quillbury.example"
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
THEME_STATIC_DIR = "."
STATIC_PATHS = ["photos"]
ARTICLE_PATHS = ["news"]
PAGE_PATHS = ["pages"]
USE_FOLDER_AS_CATEGORY = False
ARTICLE_URL = "news/{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = "news/{date:%Y}/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
CATEGORY_SAVE_AS = ""
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "organisations", "events"]
TAGS_SAVE_AS = "tags/index.html"
ORGANISATIONS_SAVE_AS = "organisations/index.html"
EVENTS_SAVE_AS = "events/index.html"
PAGINATED_TEMPLATES = {"index": 10}
PAGINATION_PATTERNS = ((1, "/", "index.html"), (2, "/page/{number}/", "page/{number}/index.html"))
FEED_DOMAIN = SITEURL
FEED_RSS = "feed.xml"
FEED_MAX_ITEMS = 20
TAG_FEED_RSS = "tags/{slug}/feed.xml"
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
RSS_FEED_SUMMARY_ONLY = False
PLUGINS = ["pelican.plugins.sitemap"]
SITEMAP = {"format": "xml"}
MARKDOWN = {
    "extensions": ["markdown.extensions.extra", "markdown.extensions.smarty"],
    "output_format": "html",
}
