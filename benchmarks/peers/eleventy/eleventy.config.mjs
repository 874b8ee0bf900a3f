// Posts, tags and lists of a plain site; posts go to Markdown without passing through a template language first.
export default function (config) {
  config.addPassthroughCopy({ "static": "." });
  const newest = (api, glob) => api.getFilteredByGlob(glob).sort((a, b) => b.date - a.date);
  config.addCollection("news", (api) => newest(api, "content/news/**/*.md"));
  config.addCollection("organisations", (api) => api.getFilteredByGlob("content/organisations/*.md"));
  config.addCollection("events", (api) => api.getFilteredByGlob("content/events/*.md"));
  config.addCollection("byTag", (api) => {
    const tags = new Map();
    for (const post of newest(api, "content/news/**/*.md")) {
      for (const tag of post.data.tags || []) {
        if (!tags.has(tag)) tags.set(tag, []);
        tags.get(tag).push(post);
      }
    }
    return [...tags.keys()].sort().map((name) => ({ name, posts: tags.get(name) }));
  });
  config.addFilter("iso", (date) => date.toISOString().slice(0, 10));
  config.addFilter("day", (date) =>
    date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }));
  config.addFilter("rfc822", (date) => date.toUTCString());
  config.addFilter("first", (list, count) => list.slice(0, count));
  config.setQuietMode(true);
  return {
    dir: { input: "content", output: "_site", includes: "../_includes", data: "../_data" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}
