"""Nikola, set up for the plain site of the benchmarks."""

BLOG_AUTHOR = "Quillbury"
BLOG_TITLE = "Quillbury"
SITE_URL = "https://quillbury.example/"
BLOG_EMAIL = "hello@quillbury.example"
BLOG_DESCRIPTION = "News from a town that is not there"
DEFAULT_LANG = "en"
TIMEZONE = "Europe/London"
THEME = "plain"
POSTS = (("news/*.md", "news", "post.tmpl"),)
PAGES = (
    ("organisations/*.md", "organisations", "page.tmpl"),
    ("events/*.md", "events", "page.tmpl"),
    ("about/*.md", "about", "page.tmpl"),
)
COMPILERS = {"markdown": (".md",)}
MARKDOWN_EXTENSIONS = ["markdown.extensions.extra", "markdown.extensions.smarty"]
PRETTY_URLS = True
STRIP_INDEXES = True
INDEX_PATH = ""
INDEX_DISPLAY_POST_COUNT = 10
INDEXES_STATIC = False
INDEXES_PRETTY_PAGE_URL = ["page", "{number}", "index.html"]
PAGE_INDEX = True
TAG_PATH = "tags"
CREATE_ARCHIVE_NAVIGATION = False
ENABLE_AUTHOR_PAGES = False
WRITE_TAG_CLOUD = False
FEED_LENGTH = 20
FEED_TEASERS = False
GENERATE_RSS = True
GENERATE_ATOM = False
GZIP_FILES = False
USE_BUNDLES = False
COPY_SOURCES = False
SHOW_SOURCELINK = False
FAVICONS = ()
GENERATE_ROBOTS_TXT = True
FILES_FOLDERS = {"static": ""}
IMAGE_FOLDERS = {}
GALLERY_FOLDERS = {}
LISTINGS_FOLDERS = {}
DISABLED_PLUGINS = ["jinja", "classify_archive", "render_galleries", "render_listings", "create_bundles", "copy_assets"]
